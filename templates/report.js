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

  // The slider: what is shown of a row stands ready, only its place has to be found.
  all('.sliders').forEach(function (box) {
    var edition = box.closest('main'), part = box.closest('section');
    var rows = JSON.parse(page.getElementById(box.getAttribute('data-rows')).textContent);
    var slide = box.querySelector('[data-slide]'), dims = all('[data-dim]', box);
    function number(element, name) { return Number(element.getAttribute(name)); }
    function draw(chosen) {
      var row = rows[chosen];
      all('[data-cell]', part).forEach(function (cell) { cell.textContent = row.t[number(cell, 'data-cell')]; });
      all('[data-colour]', part).forEach(function (cell) {
        var colour = row.c[number(cell, 'data-colour')];
        if (colour) { cell.setAttribute('class', colour); } else { cell.removeAttribute('class'); }
      });
      all('[data-mark]', part).forEach(function (mark) {
        var place = row.d[number(mark, 'data-mark')];
        mark.setAttribute('visibility', place === null ? 'hidden' : 'visible');
        if (place !== null) { mark.setAttribute('cx', place + '%'); }
      });
      slide.value = String(chosen);
      slide.setAttribute('aria-valuetext', row.t[0]);
      dims.forEach(function (dim, place) {
        dim.value = String(row.k[place]);
        dim.setAttribute('aria-valuetext', row.t[number(dim.closest('p').querySelector('output'), 'data-cell')]);
      });
      all('.here', edition).forEach(function (mark) { mark.classList.remove('here'); });
      all('[data-n="' + chosen + '"]', edition).forEach(function (mark) { mark.classList.add('here'); });
    }
    slide.addEventListener('input', function () { draw(Number(slide.value)); });
    dims.forEach(function (dim) {
      dim.addEventListener('input', function () {
        var wanted = dims.map(function (other) { return other.value; }).join();
        for (var i = 0; i < rows.length; i += 1) {
          if (rows[i].k.join() === wanted) { draw(i); return; }
        }
      });
    });
    draw(0);
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
