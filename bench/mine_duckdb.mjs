// DuckDB on the events of a file (case,activity,time), on one thread: loaded once, then asked
// by lines of stdin; each answer is a line: seconds of the processor, pairs, times, sum.
import { DuckDBInstance } from '@duckdb/node-api';
import { createInterface } from 'node:readline';

const file = process.argv[2];
const db = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
const found = `SELECT before, activity, count(*) AS n, sum(time - past) AS took, min(time - past) AS least, max(time - past) AS most`;
const queries = {
	// What follows what, as one asks SQL for it.
	lag: `${found} FROM (SELECT activity, time, lag(activity) OVER w AS before, lag(time) OVER w AS past FROM event
		WINDOW w AS (PARTITION BY in_case ORDER BY time)) WHERE before IS NOT NULL GROUP BY before, activity`,
	// The same once the one before stands beside each event.
	prepared: `${found} FROM prepared WHERE before IS NOT NULL GROUP BY before, activity`,
};
await db.run(`CREATE TABLE event (in_case INTEGER, activity INTEGER, time BIGINT)`);
await db.run(`COPY event FROM '${file}' (FORMAT csv, HEADER false)`);
await db.run(`CREATE TABLE prepared AS SELECT activity, time, lag(activity) OVER w AS before, lag(time) OVER w AS past FROM event
	WINDOW w AS (PARTITION BY in_case ORDER BY time)`);
console.log('ready');
for await (const name of createInterface({ input: process.stdin })) {
	const start = process.cpuUsage();
	const rows = (await db.runAndReadAll(queries[name])).getRows();
	const used = process.cpuUsage(start);
	const sum = (i) => rows.reduce((all, row) => all + BigInt(row[i]), 0n);
	console.log((used.user + used.system) / 1e6, rows.length, String(sum(2)), String(sum(3)));
}
