/** @file Prints the attributes of every op of the engine as JSON, {op: {attribute: type}}; run in the root of the repository. */
import ts from '../../../node_modules/typescript/lib/typescript.js';
import { readFileSync } from "node:fs";
const cfg = ts.parseJsonConfigFileContent(JSON.parse(readFileSync('tsconfig.json','utf8')), ts.sys, '.');
const program = ts.createProgram(['src/engine/ops.ts'], cfg.options);
const checker = program.getTypeChecker();
const sf = program.getSourceFile('src/engine/ops.ts');
const sym = checker.getExportsOfModule(checker.getSymbolAtLocation(sf)).find(s=>s.name==='Attributes');
const type = checker.getDeclaredTypeOfSymbol(sym);
const out={};
for (const p of checker.getPropertiesOfType(type)) {
  const t = checker.getTypeOfSymbolAtLocation(p, sf);
  out[p.name] = Object.fromEntries(checker.getPropertiesOfType(t).map(q=>[q.name, checker.typeToString(checker.getTypeOfSymbolAtLocation(q, sf))]));
}
process.stdout.write(JSON.stringify(out));
