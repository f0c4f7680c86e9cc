// Makes the console nicer to use; every page works without it.
(function () {
  'use strict';
  document.documentElement.classList.add('js');
  var body = document.body;
  function each(selector, work) { document.querySelectorAll(selector).forEach(work); }

  // What went wrong, or was done, is read first.
  var notice = document.getElementById('notice');
  if (notice) { notice.focus(); }

  each('time[datetime]', function (time) {
    var moment = new Date(time.getAttribute('datetime'));
    if (!isNaN(moment)) { time.title = moment.toLocaleString('en', { dateStyle: 'long', timeStyle: 'medium' }); }
  });

  each('[data-copy]', function (button) {
    button.addEventListener('click', function () {
      navigator.clipboard.writeText(button.dataset.copy).then(function () {
        button.textContent = 'Copied';
        setTimeout(function () { button.textContent = 'Copy'; }, 2000);
      });
    });
  });

  // The server does nothing twice; this saves the wait for its second answer.
  var sent = 0;
  document.addEventListener('submit', function (event) {
    var now = Date.now();
    if (now - sent < 8000 && event.target.method === 'post') { event.preventDefault(); return; }
    sent = now;
    event.target.setAttribute('aria-busy', 'true');
  });
  window.addEventListener('pageshow', function () {
    sent = 0;
    each('[aria-busy]', function (form) { form.removeAttribute('aria-busy'); });
  });

  // Keys: whatever they do can be done by links and Tab, too.
  var hint = document.querySelector('.keys');
  var toggle = document.getElementById('keys');
  if (!hint) { return; }
  var on = true;
  function remembered() {
    try { return localStorage.getItem('keys') !== 'off'; } catch (e) { return true; }
  }
  function show() {
    hint.hidden = false;
    toggle.textContent = on ? 'Turn off' : 'Turn on';
  }
  on = remembered();
  show();
  toggle.addEventListener('click', function () {
    on = !on;
    try { localStorage.setItem('keys', on ? 'on' : 'off'); } catch (e) { /* for this page alone, then */ }
    show();
  });

  function rows() { return Array.from(document.querySelectorAll('tbody tr')); }
  function inRow(row, selector) { return row && row.querySelector(selector); }
  function current() { return document.activeElement.closest('tbody tr'); }
  function step(by) {
    var all = rows();
    var at = all.indexOf(current());
    var next = at < 0 ? all[0] : all[at + by];
    var target = inRow(next, 'a, input, button');
    if (target) { target.focus(); }
  }
  var began = 0;
  var places = { i: '/identities', s: '/sessions', m: '/messages' };
  var keys = {
    '/': function () { var field = document.getElementById('search'); if (field) { field.focus(); } },
    j: function () { step(1); },
    k: function () { step(-1); },
    x: function () { var tick = inRow(current(), '[type=checkbox]'); if (tick) { tick.checked = !tick.checked; } },
    Enter: function () { var link = inRow(current(), 'a'); if (link) { link.click(); } },
    '?': function () { toggle.focus(); },
    g: function () { began = Date.now(); }
  };
  document.addEventListener('keydown', function (event) {
    var at = event.target;
    if (!on || event.ctrlKey || event.metaKey || event.altKey || /^(textarea|select)$/i.test(at.tagName) ||
        (at.tagName === 'INPUT' && at.type !== 'checkbox')) { return; }
    if (Date.now() - began < 1500 && places[event.key] && document.querySelector('.search')) {
      location.assign(places[event.key]);
    } else if (keys[event.key] && !(event.key === 'Enter' && /^(A|BUTTON)$/.test(at.tagName))) {
      event.preventDefault();
      keys[event.key]();
    }
  });
})();
