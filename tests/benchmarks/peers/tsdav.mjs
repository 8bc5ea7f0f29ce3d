// Contestant tsdav: reads the names of steps, answers "ok <seconds> <items>" for each.
// The kindest treatment its interface allows: no discovery, bodies by one calendar-query or one multiget.
// usage: node tsdav.mjs CALENDAR USER PASSWORD FOLDER-WITH-NODE_MODULES
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [url, user, password, folder] = process.argv.slice(2);
const packageFolder = `${folder}/node_modules/tsdav`;
const { calendarMultiGet, calendarQuery, syncCollection } = await import(pathToFileURL(`${packageFolder}/dist/tsdav.mjs`));
const { version } = JSON.parse(readFileSync(`${packageFolder}/package.json`));
const headers = { authorization: 'Basic ' + Buffer.from(`${user}:${password}`).toString('base64') };
const withData = { 'd:getetag': {}, 'c:calendar-data': {} };
let token;

async function list(syncToken) {
  const answers = await syncCollection({ url, headers, props: { 'd:getetag': {} }, syncLevel: 1, syncToken });
  if (answers[0].status >= 400) throw new Error(`status ${answers[0].status}`);
  return { hrefs: answers.filter((a) => a.href && a.props).map((a) => a.href), token: answers[0].raw.multistatus.syncToken };
}

const bodies = (answers) => answers.filter((a) => a.props?.calendarData).length;

const steps = {
  async listing() {
    return (await list('')).hrefs.length;
  },
  async initial() {
    token = (await list('')).token;
    const filters = { 'comp-filter': { _attributes: { name: 'VCALENDAR' }, 'comp-filter': { _attributes: { name: 'VEVENT' } } } };
    return bodies(await calendarQuery({ url, headers, depth: '1', props: withData, filters }));
  },
  async nochange() {
    return (await list(token)).hrefs.length;
  },
  async changes() {
    const found = await list(token);
    token = found.token;
    return bodies(await calendarMultiGet({ url, headers, depth: '1', props: withData, objectUrls: found.hrefs }));
  },
};

console.log(`ready tsdav ${version}`);
for await (const line of createInterface({ input: process.stdin })) {
  try {
    const start = performance.now();
    const items = await steps[line.trim()]();
    console.log(`ok ${(performance.now() - start) / 1000} ${items}`);
  } catch (error) {
    console.log(`error ${String(error).replaceAll('\n', ' ').slice(0, 200)}`);
  }
}
