/**
 * What the page does in the browser: the theme's switch, sorting, filtering, and opening everything for print. Text,
 * since it runs there and not here; reports/html/report-page.test.ts runs it in one.
 */
export const script = `(() => {
  'use strict';
  const root = document.documentElement;
  const stored = { get() { try { return localStorage.getItem('keyturn-theme'); } catch { return null; } },
    set(theme) { try { localStorage.setItem('keyturn-theme', theme); } catch { /* Kept for this page only. */ } } };
  const toggle = document.getElementById('theme');
  const prefers = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme || (prefers.matches ? 'dark' : 'light')) === 'dark';
  const label = () => { toggle.textContent = isDark() ? 'Light theme' : 'Dark theme'; };
  const theme = stored.get();
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;
  toggle.hidden = false;
  toggle.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    stored.set(root.dataset.theme);
    label();
  });
  prefers.addEventListener('change', label);
  label();

  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    for (const each of closed) each.open = true;
  });
  addEventListener('afterprint', () => { for (const each of closed) each.open = false; });

  const table = document.getElementById('keys-table');
  if (!table) return;
  const body = table.tBodies[0];
  const form = document.querySelector('.filters');
  const status = document.getElementById('count');
  const more = document.querySelector('.more');
  const STEP = 200;
  let rows = [...body.rows].map((row) => ({ row, text: row.textContent.toLowerCase() }));
  let shown = STEP;
  const number = (value) => value.toLocaleString('en');

  const refresh = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const words = wanted.text.toLowerCase().split(/\\s+/).filter(Boolean);
    const fields = ['account', 'status', 'band'].filter((name) => wanted[name]);
    let matches = 0;
    for (const { row, text } of rows) {
      const fits = fields.every((name) => row.dataset[name] === wanted[name]) && words.every((word) => text.includes(word));
      if (fits) matches += 1;
      const state = !fits ? 'out' : matches > shown ? 'later' : '';
      if (row.className !== state) row.className = state;
    }
    const visible = Math.min(matches, shown);
    status.textContent = (matches === rows.length ? number(matches) : number(matches) + ' of ' + number(rows.length)) +
      (rows.length === 1 ? ' key' : ' keys');
    status.classList.toggle('all-shown', visible === matches);
    status.dataset.visible = visible === matches ? '' : ', the first ' + number(visible) + ' shown';
    more.hidden = visible === matches;
    more.firstElementChild.textContent = 'Show ' + number(Math.min(matches - visible, 1000)) + ' more';
  };
  const refilter = () => { shown = STEP; refresh(); };
  form.hidden = false;
  form.addEventListener('input', refilter);
  form.addEventListener('reset', () => setTimeout(refilter));
  form.addEventListener('submit', (event) => event.preventDefault());
  more.firstElementChild.addEventListener('click', () => { shown += 1000; refresh(); });

  const collator = new Intl.Collator('en', { numeric: true });
  const valueOf = (cell) => cell.dataset.sort ?? cell.textContent.trim();
  const compare = (isNumber, a, b) => isNumber ? Number(a) - Number(b) : collator.compare(a, b);
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') === 'ascending';
      for (const each of heads) each.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const isNumber = head.classList.contains('number');
      rows = rows
        .map((each) => ({ ...each, value: valueOf(each.row.cells[column]) }))
        .sort((a, b) =>
          // What has no value stands last, whichever way the others are sorted.
          a.value === '' || b.value === '' ? (a.value === '') - (b.value === '')
            : (down ? -1 : 1) * compare(isNumber, a.value, b.value));
      body.append(...rows.map(({ row }) => row));
      refresh();
    });
  });
  refresh();
})();`;
