// The report page: click to a call, tables that sort, a filter over rows; content is replaced while the page is open.
(() => {
  const vscode = acquireVsCodeApi();
  const main = document.querySelector('main');
  const filter = document.getElementById('filter');
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
    const value = (row) => row.children[column].textContent;
    const rows = [...table.tBodies[0].rows].sort((a, b) => figure(value(b)) - figure(value(a)) || value(a).localeCompare(value(b)));
    table.tBodies[0].append(...(down ? rows : rows.reverse()));
  }

  function applyFilter() {
    const words = state.filter.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of document.querySelectorAll('table.sortable tbody tr')) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
  }

  function restore() {
    for (const table of document.querySelectorAll('table.sortable')) {
      const [column, down] = state.sorts[keyOf(table)] ?? [];
      if (column !== undefined) sort(table, column, down);
    }
    if (filter) filter.value = state.filter;
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
    } else if (button.classList.contains('sort')) {
      const head = button.closest('th');
      const table = head.closest('table');
      const column = [...head.parentElement.children].indexOf(head);
      const down = head.getAttribute('aria-sort') !== 'descending';
      sort(table, column, down);
      remember({ sorts: { ...state.sorts, [keyOf(table)]: [column, down] } });
    } else if (button.dataset.action === 'print') window.print();
    else if (button.dataset.action) vscode.postMessage({ kind: button.dataset.action });
  });
  filter?.addEventListener('input', () => {
    remember({ filter: filter.value });
    applyFilter();
  });
  let scrolled;
  window.addEventListener('scroll', () => {
    clearTimeout(scrolled);
    scrolled = setTimeout(() => remember({ scroll: window.scrollY }), 100);
  });
  window.addEventListener('message', ({ data }) => {
    if (data?.kind !== 'update' || !main) return;
    main.innerHTML = data.body;
    restore();
  });
  remember({});
  restore();
})();
