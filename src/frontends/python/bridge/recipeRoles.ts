/** @file Which bridge functions a recipe may hold, and what their arguments are: ids, names and kinds differ between graphs. */

/** What an argument is. `parts` stands for all that follow, as `nodeOf` takes them. */
export type Role = 'plain' | 'kind' | 'id' | 'ids' | 'name' | 'scope' | 'scopeName' | 'group' | 'parts';

/** What a call gives: a packed node, a scope's full name, −1 if it failed, or nothing that Python uses. */
type Gives = 'node' | 'scope' | 'check' | 'nothing';

export interface Recordable {
  readonly roles: readonly Role[];
  readonly gives: Gives;
}

const node = (...roles: Role[]): Recordable => ({ roles, gives: 'node' });

/** Functions that make nodes or steer where they go, and depend on nothing but arguments and the graph. */
export const RECORDABLE: Readonly<Record<string, Recordable>> = {
  unary: node('kind', 'id', 'name'),
  binary: node('kind', 'id', 'id', 'name'),
  binaryWithNumber: node('kind', 'id', 'plain', 'plain', 'plain', 'name'),
  nodeOf: node('kind', 'name', 'parts'),
  reduceWhole: node('kind', 'id'),
  productOfMatrices: node('kind', 'id', 'id'),
  node: node('kind', 'ids', 'name'),
  noOp: node('ids', 'name'),
  scalarConstant: node('plain', 'plain', 'name'),
  filledConstant: node('plain', 'plain', 'plain', 'name'),
  zerosOfShape: node('id', 'name'),
  vectorConstant: node('plain', 'plain', 'name'),
  newVariable: node('id', 'scopeName', 'group', 'plain'),
  newResource: node('id', 'scopeName'),
  enterScope: { roles: ['name'], gives: 'scope' },
  refineShape: { roles: ['id', 'plain'], gives: 'check' },
  clippedNodes: { roles: ['plain', 'ids', 'ids', 'plain', 'ids', 'plain', 'ids'], gives: 'check' },
  setScope: { roles: ['scope'], gives: 'nothing' },
  pushControl: { roles: ['ids'], gives: 'nothing' },
  popControl: { roles: [], gives: 'nothing' },
  enterColocation: { roles: ['id', 'plain'], gives: 'nothing' },
  enterGroup: { roles: ['group'], gives: 'nothing' },
  leavePlacing: { roles: [], gives: 'nothing' },
};

/** Functions whose answers follow from what makes two calls equal (`Recipes.keyOf`), and change nothing. */
export const HARMLESS: ReadonlySet<string> = new Set([
  'kind', 'tensorShape', 'tensorRank', 'tensorType', 'nodeOfTensor', 'outputTypes',
]);
