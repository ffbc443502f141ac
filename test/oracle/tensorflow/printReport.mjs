#!/usr/bin/env node
/** @file Prints the report of the last comparison with real TensorFlow: out/oracle-report.md. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
console.log(fs.readFileSync(path.join(root, 'out/oracle-report.md'), 'utf8'));
