// The finder's first answer, while the program is still on its way: for what stands in the field of the static page, or in the
// address. What it needs is asked for, and the program finds here what came. Where a commune alone has the name or the code that was
// typed, the nearest stations are shown too, in rows that the program has drawn (`pages/finder/early.rs`): those that it will show
// itself. All else is left to it: other spellings, questions, filters, what is open now. Which pieces there are and what their
// rows say is told in `domain::commune_search`, `domain::commune_rows`, `domain::station` and `domain::nearby`.

// Stations this near, in thousandths of a degree, may be in the next cell; whatever is as near as that, in kilometres, is loaded.
const [TALL, WIDE, NEAR] = [180, 280, 19];
// Where the pieces of large letters are cut, by the second letter.
const CUTS = ['b', 'i', 'o'];
// So many are shown at first, as by the program.
const FIRST = 3;

const plain = (text) => text.toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae').normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[^a-z0-9]+/g, ' ').trim();

// The piece of the communes that are called so.
function pieceOf(name, communes) {
  const [, digits] = /^(\d\d)[\d ]*$/.exec(name) || [];
  const [, saint] = /^sainte? (\w)/.exec(name) || [];
  const [first, second] = name.replace(/^(l|le|la|les) (?=\w)/, '');
  const cut = 1 + CUTS.filter((letter) => letter <= second).length;
  return [digits && `p-${digits}`, saint && `n-saint-${saint}`, `n-${first}`, `n-${first}${cut}`].find((piece) => communes[piece]);
}

// The communes of that name or code, the largest first: each with its place in thousandths of a degree.
export function communesOf(name, text) {
  const found = new Map();
  const typed = /^\d[\d ]+$/.test(name) ? name.replace(/ /g, '') : '';
  let [department, base, number] = ['', [0, 0], 0];
  for (const row of text.split('\n').filter(Boolean)) {
    const [step, called, codes, people, north, east, mark] = row.split('\t');
    if (step[0] === '=') [department, base, number] = [step.slice(1), [Number(called), Number(codes)], 0];
    else {
      number += Number(step);
      const prefix = /^2[AB]/.test(department) ? '20' : department.slice(0, 2);
      const all = () => codes.split(' ').map((code) => (code.length < 5 ? prefix + code : code));
      const official = department + String(number).padStart(5 - department.length, '0');
      // Nearly all are told apart at a glance.
      const named = Math.abs(called.length - name.length) <= 3 && plain(called) === name;
      if (typed ? !all().includes(typed) && official !== typed : !named) continue;
      const unit = mark ? 10 : 1;
      const place = [base[0] + north * unit, base[1] + east * unit];
      found.set(official, { name: called, code: all()[0], people: Number(people), department, place });
    }
  }
  return [...found.values()].sort((one, other) => other.people - one.people);
}

// Whether a village of that name comes after a city that begins so: `Salon`.
const CITY = 20_000;
const VILLAGE = 2_000;
function isOutgrown(name, { people }, main) {
  const begins = (called) => plain(called).replace(/^(l|le|la|les) /, '').startsWith(`${name} `) || plain(called).startsWith(`${name} `);
  return people < VILLAGE && main.split('\n').map((row) => row.split('\t')).some(([, called, , people]) => Number(people) >= CITY && begins(called));
}

// Kilometres between two places in thousandths and in hundred-thousandths of a degree.
function distance(from, to) {
  const [a, b, c, d] = [from[0] / 1000, to[0] / 100_000, from[1] / 1000, to[1] / 100_000].map((degrees) => degrees * Math.PI / 180);
  const haversine = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin((d - c) / 2) ** 2;
  return 2 * 6371.009 * Math.asin(Math.sqrt(haversine));
}

// The stations nearest to a place, where it is certain from what is loaded that they are.
export function nearest(place, texts) {
  const rows = texts.join('\n').split('\n').filter(Boolean).map((row) => row.split('\t')).map((row) => ({ row, km: distance(place, [row[8], row[9]]) }));
  return rows.filter(({ km }) => km < NEAR).sort((one, other) => one.km - other.km || (one.row[0] < other.row[0] ? -1 : 1)).slice(0, FIRST);
}

// How far it is, and how long that takes, as `text::numbers` and `nearby::Travel` have it; `said` holds the words.
export function far(km, said) {
  const metres = km * 1000;
  const tenths = Math.round(metres / 100);
  const way = km * 1.3;
  const walked = km <= 2;
  const hours = walked ? way / 4.5 : Math.min(way, 4) / 25 + Math.max(way - 4, 0) / 55;
  const minutes = Math.ceil(Math.max(Math.ceil(hours * 60), 1) / 5) * 5;
  const count = metres < 9950 ? `${Math.floor(tenths / 10)}${said.mark}${tenths % 10}` : Math.round(km);
  const length = metres < 950 ? said.metres.replace('{count}', Math.round(metres / 50) * 50) : said.km.replace('{count}', count);
  return `${length} · ${(walked ? said.foot : said.car).replace('{minutes}', minutes)}`;
}

// A station's row, from the one in the template.
function rowOf({ row, km }, template) {
  const [id, , name, street, code, town, , telephone, north, east, , sample, hours] = row;
  const drawn = template.content.firstElementChild.cloneNode(true);
  const degrees = (steps) => (steps / 100_000).toFixed(5);
  const values = [['{name}', name], ['gn-0', id], ['1.00001', degrees(north)], ['2.00002', degrees(east)], ['{telephone}0123456789', telephone], ['0123456789', telephone.replace(/[^\d+]/g, '')]];
  const filled = (text) => values.reduce((text, [from, to]) => text.replaceAll(from, () => to), text);
  for (const node of drawn.querySelectorAll('*')) for (const { name } of node.attributes) node.setAttribute(name, filled(node.getAttribute(name)));
  const find = (selector) => drawn.querySelector(selector);
  find('.station-name a').textContent = name;
  find('.station-distance').textContent = far(km, template.dataset);
  find('.station-line').textContent = [street, `${code} ${town}`.trim()].filter(Boolean).join(', ');
  // What is open now takes the program to tell.
  if (hours) find('.badge').textContent = '…';
  if (!sample) find('.badge-warn').remove();
  const call = find('[href^="tel:"]');
  if (telephone) call.textContent = telephone;
  else call.replaceWith(Object.assign(document.createElement('span'), { className: 'muted', textContent: template.dataset.mute }));
  return drawn;
}

// Shows the stations around what was typed, or takes them away again.
function list(page, commune, stations) {
  const template = page.querySelector('#station-row');
  const results = page.querySelector('.finder-results');
  if (!template || !results) return;
  results.querySelector('.stations')?.remove();
  const there = stations.length > 0;
  results.querySelector('.finder-count').textContent = there ? template.dataset.near.replace('{place}', () => `${commune.name} ${commune.code}`) : '';
  results.querySelector(':scope > .muted').hidden = there;
  if (!there) return;
  const rows = document.createElement('ul');
  rows.className = 'stations';
  rows.append(...stations.map((station) => rowOf(station, template)));
  results.append(rows);
}

// The communes of that name and the stations around the largest, while that is still `wanted`. `ask(file)` asks for a file of
// the data, once, and gives its text; `index` is their list.
export async function look(index, ask, name, wanted = () => name) {
  const file = (kind, list, name) => index[list][name] && ask(`${kind}-${name}-${index[list][name]}.txt`);
  const main = file('communes', 'communes', 'main');
  const departments = file('names', 'names', 'departments');
  if (!name) return [[], []];
  const piece = pieceOf(name, index.communes);
  const texts = await Promise.all([main, piece && file('communes', 'communes', piece)]);
  // Further letters were typed meanwhile, nearly always.
  const communes = wanted() === name ? communesOf(name, texts.join('\n')) : [];
  if (communes.length === 0) return [[], []];
  const [{ place }] = communes;
  const cells = new Set();
  for (const north of [-TALL, 0, TALL]) {
    for (const east of [-WIDE, 0, WIDE]) cells.add(`${Math.floor((place[0] + north) / 1000)}_${Math.floor((place[1] + east) / 1500)}`);
  }
  const stations = await Promise.all([...cells].map((cell) => file('stations', 'stations', cell) || ''));
  // Another department may be meant than that of the commune.
  const { department } = communes[0];
  const isDepartment = (row) => row.split('\t').some((field) => plain(field) === name) && !row.startsWith(`${department}\t`);
  const alone = communes.length === 1 && !isOutgrown(name, communes[0], texts[0] || '') && !(await departments || '').split('\n').some(isDepartment);
  return [communes, alone ? nearest(place, stations) : []];
}

// `page` is the static page, `asked` what the address asks for; `chart()` asks for what draws a map.
export function ahead(index, ask, page, asked, chart) {
  // Rows of another kind are not for us.
  if (index.v !== 1) return;
  const field = page.querySelector('input[type=search]');
  // With filters of its own an address leads to others than the nearest.
  const filtered = [...asked.keys()].some((name) => name !== 'q' && name !== 'theme');
  const wanted = () => plain(field?.value || asked.get('q') || '');
  let listed = '';
  const follow = () => {
    const name = wanted();
    if (name === listed) return;
    if (listed) list(page, null, []);
    listed = '';
    look(index, ask, name, wanted).then(([[commune], stations]) => {
      if (filtered || stations.length === 0 || name !== wanted() || name === listed) return;
      listed = name;
      list(page, commune, stations);
    }).catch(() => {});
  };
  follow();
  field?.addEventListener('input', follow);
  const show = () => {
    chart();
    if (index.positions) ask(`positions-${index.positions}.txt`);
  };
  if (page.querySelector('.map-show [aria-busy]')) show();
  page.addEventListener('click', ({ target }) => { if (target.closest('.map-show')) show(); });
}
