(function () {
  'use strict';
  var page = document;
  function all(selector, within) {
    return Array.prototype.slice.call((within || page).querySelectorAll(selector));
  }
  function show(lang) {
    page.documentElement.lang = lang;
    all('main').forEach(function (edition) {
      var isShown = edition.getAttribute('data-edition') === lang;
      edition.hidden = !isShown;
      if (isShown) { page.title = edition.getAttribute('data-title'); }
    });
    all('[data-show]').forEach(function (button) {
      button.setAttribute('aria-pressed', String(button.getAttribute('data-show') === lang));
    });
  }
  all('[data-show]').forEach(function (button) {
    button.addEventListener('click', function () { show(button.getAttribute('data-show')); });
  });

  // What a cell sorts by: a number where it is one, else its words.
  function key(row, column) {
    var text = row.cells[column] ? row.cells[column].textContent.trim() : '';
    var bare = text.replace(/[,%<+]/g, '');
    if (text === '-' || text === '') { return { rank: 2, value: 0 }; }
    return bare !== '' && !isNaN(bare) ? { rank: 0, value: Number(bare) } : { rank: 1, value: text };
  }
  function sort(table, column, up) {
    var body = table.tBodies[0], lang = page.documentElement.lang;
    var rows = all('tr', body).map(function (row) { return { row: row, key: key(row, column) }; });
    rows.sort(function (a, b) {
      // What is not there comes last either way.
      if (a.key.rank !== b.key.rank) { return a.key.rank - b.key.rank; }
      var order = a.key.rank === 1 ? a.key.value.localeCompare(b.key.value, lang) : a.key.value - b.key.value;
      return up ? order : -order;
    });
    rows.forEach(function (item) { body.appendChild(item.row); });
  }
  all('table.data').forEach(function (table) {
    all('th button', table).forEach(function (button, column) {
      button.addEventListener('click', function () {
        var head = button.parentNode, up = head.getAttribute('aria-sort') !== 'ascending';
        all('th', table).forEach(function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        sort(table, column, up);
      });
    });
  });

  all('.tools').forEach(function (tools) {
    var input = tools.querySelector('input'), shown = tools.querySelector('output');
    var table = tools.nextElementSibling.querySelector('table');
    input.addEventListener('input', function () {
      var words = input.value.toLowerCase().split(/\s+/), found = 0;
      all('tbody tr', table).forEach(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
        if (!row.hidden) { found += 1; }
      });
      shown.textContent = String(found);
    });
  });
})();
