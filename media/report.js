// The report page: click to a call, and tables that sort. Numbers sort by the first figure in a cell.
(() => {
  const vscode = acquireVsCodeApi();
  vscode.setState({ open: true });
  const figure = (text) => {
    const match = /\$?([\d,.]+)(k|M)?/.exec(text);
    return match ? Number(match[1].replaceAll(',', '')) * (match[2] === 'k' ? 1e3 : match[2] === 'M' ? 1e6 : 1) : -1;
  };
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.classList.contains('goto')) {
      const { file, line, column, cell } = button.dataset;
      vscode.postMessage({ file, line: Number(line), column: Number(column), cell: cell === '' ? null : Number(cell) });
    } else if (button.classList.contains('sort')) {
      const head = button.closest('th');
      const table = head.closest('table');
      const at = [...head.parentElement.children].indexOf(head);
      const down = head.getAttribute('aria-sort') !== 'descending';
      for (const other of head.parentElement.children) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const body = table.tBodies[0];
      const value = (row) => row.children[at].textContent;
      const rows = [...body.rows].sort((a, b) => figure(value(b)) - figure(value(a)) || value(a).localeCompare(value(b)));
      body.append(...(down ? rows : rows.reverse()));
    }
  });
})();
