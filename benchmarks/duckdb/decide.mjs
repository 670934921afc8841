// Decides the cases of a file in SQL, some times over, and prints as JSON how many there are with each finding and what a time took.
// node decide.mjs FILE THREADS TIMES [memory | TREATMENTS]
// With "memory" the cases are read into a table first, which is not measured. With a second file both are tables (CSV), that one of the treatments.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [file, threads, times, where] = process.argv.slice(2);
const text = name => readFileSync(new URL(name, import.meta.url), 'utf8');
const quoted = path => path.replaceAll("'", "''");
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
await connection.run(text('macros.sql'));
const [ofLines, deciding] = text('idds.sql').replaceAll('$file', quoted(file)).split('--------\n');
const isInMemory = where === 'memory';
const reading = !where || isInMemory ? ofLines : text('idds-tables.sql').replaceAll('$file', quoted(file)).replaceAll('$entries', quoted(where));
if (isInMemory) {
  await connection.run(`CREATE TABLE typed AS ${reading.trimEnd().slice(0, -1)} SELECT * FROM typed`);
}

const query = isInMemory ? 'WITH ' + deciding : reading + deciding;
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
