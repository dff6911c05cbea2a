// The report page: click to a call, tables that sort, a filter over rows; content is replaced while the page is open.
(() => {
  const vscode = acquireVsCodeApi();
  const main = document.querySelector('main');
  const filter = document.getElementById('filter');
  const isAlone = document.body.classList.contains('standalone');
  let state = { filter: '', sorts: {}, scroll: 0, ...vscode.getState() };
  const remember = (change) => vscode.setState((state = { ...state, ...change }));

  const figure = (text) => {
    const match = /\$?([\d,.]+)(k|M)?/.exec(text);
    return match ? Number(match[1].replaceAll(',', '')) * (match[2] === 'k' ? 1e3 : match[2] === 'M' ? 1e6 : 1) : -1;
  };
  const keyOf = (table) => `${[...document.querySelectorAll('table.sortable')].indexOf(table)}`;

  function sort(table, column, down) {
    const heads = table.tHead.rows[0].children;
    const head = heads[column];
    if (!head) return;
    for (const other of heads) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const cell = (row) => row.children[column];
    const number = (row) => (cell(row).dataset.sort === undefined ? figure(cell(row).textContent) : Number(cell(row).dataset.sort));
    const keyed = [...table.tBodies[0].rows].map((row) => ({ row, number: number(row), text: cell(row).textContent }));
    const rows = keyed.sort((a, b) => b.number - a.number || a.text.localeCompare(b.text)).map((one) => one.row);
    table.tBodies[0].append(...(down ? rows : rows.reverse()));
  }

  // For who cannot see the tables change.
  const told = document.createElement('span');
  told.className = 'hidden';
  told.setAttribute('role', 'status');
  filter?.after(told);
  let telling;
  function tellRows() {
    clearTimeout(telling);
    telling = setTimeout(() => {
      const rows = [...document.querySelectorAll('table.sortable tbody tr')];
      told.textContent = state.filter === '' ? '' : `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows`;
    }, 500);
  }

  function applyFilter() {
    const words = state.filter.toLowerCase().split(/\s+/).filter(Boolean);
    const exact = /^\w+:/.test(state.filter) ? state.filter.toLowerCase() : null;
    for (const row of document.querySelectorAll('table.sortable tbody tr')) {
      const keywords = row.querySelector('[data-keywords]')?.dataset.keywords.toLowerCase() ?? '';
      const text = `${row.textContent} ${keywords}`.toLowerCase();
      // `owner:web` is a question to the calls alone; plain words are one to every table.
      row.hidden = exact && !keywords ? false : exact && keywords.split('\n').includes(exact) ? false : !words.every((word) => text.includes(word));
    }
  }

  function restore() {
    for (const table of document.querySelectorAll('table.sortable')) {
      const [column, down] = state.sorts[keyOf(table)] ?? [];
      if (column !== undefined) sort(table, column, down);
    }
    if (filter) filter.value = state.filter;
    for (const form of document.querySelectorAll('form[data-what-if]')) form.hidden = isAlone;
    applyFilter();
    window.scrollTo(0, state.scroll);
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.classList.contains('goto')) {
      const { file, line, column, cell } = button.dataset;
      const folder = Number(button.closest('[data-folder]')?.dataset.folder ?? 0);
      vscode.postMessage({ kind: 'goto', folder, file, line: Number(line), column: Number(column), cell: cell === '' ? null : Number(cell) });
    } else if (button.classList.contains('drill')) {
      remember({ filter: button.dataset.filter });
      if (filter) filter.value = state.filter;
      applyFilter();
      tellRows();
      // The keyboard goes along, to where the answer stands.
      const answer = document.querySelector('section[id$="calls"]');
      const heading = answer?.querySelector('h2');
      heading?.setAttribute('tabindex', '-1');
      heading?.focus({ preventScroll: true });
      answer?.scrollIntoView();
    } else if (button.classList.contains('sort')) {
      const head = button.closest('th');
      const table = head.closest('table');
      const column = [...head.parentElement.children].indexOf(head);
      const down = head.getAttribute('aria-sort') !== 'descending';
      sort(table, column, down);
      remember({ sorts: { ...state.sorts, [keyOf(table)]: [column, down] } });
    } else if (button.dataset.saveScenario !== undefined) {
      const form = button.closest('form');
      vscode.postMessage({ kind: 'saveScenario', folder: Number(button.closest('[data-folder]')?.dataset.folder ?? 0), scenario: scenarioOf(form) });
    } else if (button.dataset.action === 'print' && isAlone) window.print();
    else if (button.dataset.action) vscode.postMessage({ kind: button.dataset.action });
  });
  filter?.addEventListener('input', () => {
    remember({ filter: filter.value });
    applyFilter();
    tellRows();
  });
  // What-ifs are answered by the editor while they are typed.
  const shares = ['cacheHitRate', 'batchShare'];
  const numbers = ['volumeTimes', 'promptTokens', 'outputCap', ...shares];
  function scenarioOf(form) {
    const given = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));
    const { file, ...rest } = given;
    const parts = Object.entries(rest).map(([name, value]) => [name, name === 'caching' ? true : shares.includes(name) ? Number(value) / 100 : numbers.includes(name) ? Number(value) : value]);
    const name = parts.map(([key, value]) => `${form.elements[key].labels[0].textContent.trim()}${value === true ? '' : ` ${rest[key]}`}`).join(', ');
    return parts.length === 0 ? null : { origin: null, name, ...(file ? { match: { file } } : {}), ...Object.fromEntries(parts) };
  }
  let asked;
  document.addEventListener('submit', (event) => event.preventDefault());
  document.addEventListener('input', ({ target }) => {
    const form = target.closest('form[data-what-if]');
    if (!form) return;
    clearTimeout(asked);
    asked = setTimeout(() => {
      const scenario = form.reportValidity() ? scenarioOf(form) : null;
      const folder = Number(form.closest('[data-folder]')?.dataset.folder ?? 0);
      form.querySelector('[data-save-scenario]').disabled = !scenario;
      if (scenario) vscode.postMessage({ kind: 'whatIf', folder, scenario });
      else form.querySelector('output').textContent = '';
    }, 250);
  });

  /** Notes what has the keyboard; the result gives it to the same thing in the content that replaces this, or to what stands in its place. */
  function keepFocus() {
    const all = () => [...main.querySelectorAll('a, button, input, select')];
    const active = document.activeElement;
    const at = all().indexOf(active);
    if (at < 0) return () => {};
    const nameOf = (one) => `${one.tagName} ${one.name ?? ''} ${one.textContent}`;
    return () => {
      const now = all();
      const same = now.map((one, i) => [Math.abs(i - at), one]).filter(([, one]) => nameOf(one) === nameOf(active));
      const next = same.sort(([a], [b]) => a - b)[0]?.[1] ?? now[at];
      next?.focus({ preventScroll: true });
      if (next?.type === 'text') next.setSelectionRange(active.selectionStart, active.selectionEnd);
    };
  }

  let scrolled;
  window.addEventListener('scroll', () => {
    clearTimeout(scrolled);
    scrolled = setTimeout(() => remember({ scroll: window.scrollY }), 100);
  });
  window.addEventListener('message', ({ data }) => {
    if (data?.kind === 'whatIf') {
      const form = (document.querySelector(`[data-folder="${data.folder}"]`) ?? document).querySelector('form[data-what-if]');
      if (form) form.querySelector('output').textContent = data.text;
    }
    if (data?.kind !== 'update' || !main) return;
    const filled = [...document.querySelectorAll('form[data-what-if]')].map((form) => [...new FormData(form)]);
    const giveBack = keepFocus();
    main.innerHTML = data.body;
    restore();
    for (const [i, form] of document.querySelectorAll('form[data-what-if]').entries()) {
      for (const [name, value] of filled[i] ?? []) form.elements[name].type === 'checkbox' ? (form.elements[name].checked = true) : (form.elements[name].value = value);
      if (scenarioOf(form)) form.elements[0].dispatchEvent(new Event('input', { bubbles: true }));
    }
    giveBack();
  });
  remember({});
  restore();
  if (document.body.dataset.print !== undefined) window.addEventListener('load', () => setTimeout(() => window.print(), 300));
})();
