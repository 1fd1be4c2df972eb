// What the finder's first answer needs, asked for while the program is still on its way: for what stands in the field of the
// static page, or in the address. Hints only: the program finds here what came, and asks for the rest itself. Which pieces
// there are and what their rows say is told in `domain::commune_search`, `domain::commune_rows` and `domain::nearby`.

// Stations this near, in thousandths of a degree, may be in the next cell.
const [TALL, WIDE] = [180, 280];
// Where the pieces of large letters are cut, by the second letter.
const CUTS = ['b', 'i', 'o'];

const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim();

// The piece of the communes that are called so.
function pieceOf(name, communes) {
  const [, digits] = /^(\d\d)[\d ]*$/.exec(name) || [];
  const [, saint] = /^sainte? (\w)/.exec(name) || [];
  const [first, second] = name.replace(/^(l|le|la|les) (?=\w)/, '');
  const cut = 1 + CUTS.filter((letter) => letter <= second).length;
  return [digits && `p-${digits}`, saint && `n-saint-${saint}`, `n-${first}`, `n-${first}${cut}`].find((piece) => communes[piece]);
}

// The largest commune of that name: its place, in thousandths of a degree.
function placeOf(name, rows) {
  let [base, found, most] = [[0, 0], null, -1];
  for (const row of rows) {
    const [step, called, , people, north, east, mark] = row.split('\t');
    if (step[0] === '=') base = [Number(called), Number(row.split('\t')[2])];
    else if (Number(people) > most && plain(called) === name) {
      most = Number(people);
      const unit = mark ? 10 : 1;
      found = [base[0] + north * unit, base[1] + east * unit];
    }
  }
  return found;
}

// Asks for the stations around what was typed. `ask(file)` asks for a file of the data, once, and gives its text; `index` is
// their list.
function look(index, ask, typed) {
  const file = (kind, list, name) => index[list][name] && ask(`${kind}-${name}-${index[list][name]}.txt`);
  const main = file('communes', 'communes', 'main');
  file('names', 'names', 'departments');
  const name = plain(typed);
  if (!name) return;
  const piece = pieceOf(name, index.communes);
  Promise.all([main, piece && file('communes', 'communes', piece)]).then((texts) => {
    const place = placeOf(name, texts.join('\n').split('\n').filter(Boolean));
    if (!place) return;
    for (const north of [-TALL, 0, TALL]) {
      for (const east of [-WIDE, 0, WIDE]) file('stations', 'stations', `${Math.floor((place[0] + north) / 1000)}_${Math.floor((place[1] + east) / 1500)}`);
    }
  }).catch(() => {});
}

// `page` is the static page, `asked` what the address asks for; `chart()` asks for what draws a map.
export function ahead(index, ask, page, asked, chart) {
  const field = page.querySelector('input[type=search]');
  const follow = () => look(index, ask, field?.value || asked);
  follow();
  field?.addEventListener('input', follow);
  const show = () => {
    chart();
    if (index.positions) ask(`positions-${index.positions}.txt`);
  };
  if (page.querySelector('.map-show [aria-busy]')) show();
  page.addEventListener('click', ({ target }) => { if (target.closest('.map-show')) show(); });
}
