// Holds answers of the JSON API against its document.
//
//   node answers.js openapi.json answers.jsonl
//
// A line is {"method","path","status","type","body"}. What the document does not know (an
// address, a status, a member) is a fault, so that nothing is answered that it does not tell.
'use strict';
const fs = require('fs');
const Ajv = require('ajv/dist/2020').default;

const api = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const lines = fs.readFileSync(process.argv[3], 'utf8').split('\n').filter((l) => l);
const ajv = new Ajv({ strict: true, allErrors: true, validateFormats: false, allowUnionTypes: true });
ajv.addVocabulary(['openapi', 'info', 'servers', 'security', 'tags', 'paths', 'components']);
ajv.addSchema(api, 'api');

const base = api.servers[0].url;
let faults = 0;

function fault(line, why) {
	faults++;
	console.log(`${line.method} ${line.path} ${line.status}: ${why}`);
}

// The operation of an address: the one with most plain words.
function operation(line) {
	const path = line.path.split('?')[0].slice(base.length).split('/');
	let best = null;
	let most = -1;
	for (const [pattern, item] of Object.entries(api.paths)) {
		const parts = pattern.split('/');
		const plain = parts.filter((p, i) => p === path[i]).length;
		const fits = parts.length === path.length &&
			parts.every((p, i) => p === path[i] || (p.startsWith('{') && path[i] !== ''));
		if (fits && plain > most) {
			best = { pattern, op: item[line.method.toLowerCase()] };
			most = plain;
		}
	}
	return best;
}

function pointer(...parts) {
	return 'api#/' + parts.map((p) => p.replace(/~/g, '~0').replace(/\//g, '~1')).map(encodeURIComponent).join('/');
}

function schemaOf(line, found) {
	let answer = found.op.responses[String(line.status)];
	let at = ['paths', found.pattern, line.method.toLowerCase(), 'responses', String(line.status)];
	if (answer && answer.$ref) {
		at = answer.$ref.slice(2).split('/');
		answer = at.reduce((o, k) => o[k], api);
	}
	if (!answer) {
		return fault(line, 'the document does not know this status');
	}
	if (!answer.content[line.type]) {
		return fault(line, `the document does not know the type ${line.type}`);
	}
	return ajv.getSchema(pointer(...at, 'content', line.type, 'schema'));
}

for (const text of lines) {
	const line = JSON.parse(text);
	const found = operation(line);
	// What is no address of the API has the form of all refusals.
	const check = found && found.op ? schemaOf(line, found)
		: line.status >= 400 ? ajv.getSchema(pointer('components', 'schemas', 'Problem')) : fault(line, 'not in the document');
	if (check && !check(line.body)) {
		fault(line, ajv.errorsText(check.errors, { separator: '\n  ' }) + '\n  ' + JSON.stringify(line.body).slice(0, 400));
	}
}
if (lines.length === 0) {
	console.log('no answers');
}
process.exitCode = faults > 0 || lines.length === 0 ? 1 : 0;
