// Reads BPMN documents with a library of others and prints what is in each, a JSON line a file:
// warnings, how many elements and drawings, and whatever does not fit together.
'use strict';
const fs = require('fs');
const path = require('path');

async function look(file) {
	const { default: BpmnModdle } = await import(require.resolve('bpmn-moddle', { paths: [path.join(__dirname, '../..')] }));
	const { rootElement, warnings } = await new BpmnModdle().fromXML(fs.readFileSync(file, 'utf8'));
	const [process] = rootElement.rootElements;
	const elements = process.flowElements;
	const drawn = rootElement.diagrams[0].plane.planeElement;
	const faults = warnings.map((w) => w.message);
	const fault = (what, e) => faults.push(`${what}: ${e.id}`);
	for (const e of elements) {
		if (e.$type === 'bpmn:SequenceFlow') {
			if (!e.sourceRef.outgoing.includes(e) || !e.targetRef.incoming.includes(e)) fault('ends', e);
		} else {
			const come = (e.incoming || []).length, go = (e.outgoing || []).length;
			if ((come === 0) !== (e.$type === 'bpmn:StartEvent') || (go === 0) !== (e.$type === 'bpmn:EndEvent')) fault('lonely', e);
		}
		if (drawn.filter((d) => d.bpmnElement === e).length !== 1) fault('not drawn once', e);
	}
	for (const d of drawn) {
		if (d.$type === 'bpmndi:BPMNEdge' ? d.waypoint.length < 2 : !(d.bounds.width > 0 && d.bounds.height > 0)) fault('no room', d);
	}
	const count = (type) => elements.filter((e) => e.$type === `bpmn:${type}`).length;
	return { tasks: elements.filter((e) => e.$type === 'bpmn:Task').map((e) => e.name).sort(), flows: count('SequenceFlow'),
		gateways: count('ExclusiveGateway') + count('ParallelGateway'), drawn: drawn.length, faults };
}

(async () => {
	for (const file of process.argv.slice(2)) console.log(JSON.stringify(await look(file)));
})();
