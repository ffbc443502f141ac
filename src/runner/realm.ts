/** @file Entry of the bundle that is evaluated inside the bare realm: receives files, boots Python, opens the session. */
import { defineRealm } from './defineRealm';
import { openSession } from './openSession';

/** The bundle's value; see `Realm`. */
export const realm = defineRealm(openSession);
