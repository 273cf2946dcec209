/** npm run protocol:release: writes down what pages send under the present number of the protocol; from then on a test holds it. */
import { writeFileSync } from 'node:fs';
import { PROTOCOL } from '../protocol.ts';
import { shapes } from '../shapes.ts';

writeFileSync(new URL('../../released.json', import.meta.url), `${JSON.stringify({ protocol: PROTOCOL, shapes: shapes() }, null, 2)}\n`);
