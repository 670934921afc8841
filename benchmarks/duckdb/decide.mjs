// Decides the cases of a file in SQL, some times over, and prints as JSON how many there are with each finding and what a time took.
// node decide.mjs FILE THREADS TIMES [memory]
// With "memory" the cases are read into a table first, which is not measured.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [file, threads, times, where] = process.argv.slice(2);
const text = name => readFileSync(new URL(name, import.meta.url), 'utf8');
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
await connection.run(text('macros.sql'));
const [reading, deciding] = text('idds.sql').replaceAll('$file', file.replaceAll("'", "''")).split('--------\n');
if (where === 'memory') {
  await connection.run(`CREATE TABLE typed AS ${reading.trimEnd().slice(0, -1)} SELECT * FROM typed`);
}

const query = where === 'memory' ? 'WITH ' + deciding : reading + deciding;
const walls = [];
const cpus = [];
let findings;
for (let i = 0; i < Number(times); i++) {
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  const reader = await connection.runAndReadAll(query);
  walls.push(Number(process.hrtime.bigint() - start));
  const used = process.cpuUsage(cpu);
  cpus.push((used.user + used.system) * 1000);
  findings = Object.fromEntries(reader.getRows().map(([finding, cases]) => [finding, Number(cases)]));
}

const version = (await connection.runAndReadAll('SELECT version()')).getRows()[0][0];
console.log(JSON.stringify({ version, findings, walls, cpus }));
