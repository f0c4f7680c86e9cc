// Live list, copying, keys; the page works without it.
(function () {
  'use strict';
  document.documentElement.classList.add('js');
  function all(selector, work) { document.querySelectorAll(selector).forEach(work); }

  function ready(root) {
    root.querySelectorAll('[data-copy]').forEach(function (button) {
      button.addEventListener('click', function () {
        navigator.clipboard.writeText(button.dataset.copy).then(function () {
          var before = button.firstChild.nodeValue;
          button.firstChild.nodeValue = 'Copied';
          setTimeout(function () { button.firstChild.nodeValue = before; }, 2000);
        });
      });
    });
    root.querySelectorAll('time[datetime]').forEach(function (time) {
      var moment = new Date(time.dateTime);
      var full = 'full' in time.dataset;
      time.textContent = full ? moment.toLocaleString() : moment.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
    });
  }
  ready(document);

  var phone = document.getElementById('phone');
  if (phone) {
    phone.addEventListener('click', function () {
      var on = document.getElementById('frame').classList.toggle('phone');
      phone.setAttribute('aria-pressed', on);
    });
  }

  // A change fetches the page once more and takes its list and title over.
  var waiting = false;
  function refresh() {
    if (waiting) { return; }
    waiting = true;
    setTimeout(function () {
      waiting = false;
      fetch(location.href).then(function (answer) { return answer.text(); }).then(function (html) {
        var fresh = new DOMParser().parseFromString(html, 'text/html');
        var list = document.querySelector('.list');
        var before = document.activeElement && list.contains(document.activeElement) && document.activeElement.getAttribute('href');
        list.replaceWith(document.adoptNode(fresh.querySelector('.list')));
        document.title = fresh.title;
        ready(document.querySelector('.list'));
        if (before) {
          var again = document.querySelector('.list a[href="' + before + '"]');
          if (again) { again.focus(); }
        }
      }).catch(function () {});
    }, 150);
  }
  function connect() {
    var socket = new WebSocket(location.origin.replace(/^http/, 'ws') + '/api/events');
    socket.onmessage = function (message) {
      if (JSON.parse(message.data).Type !== 'stats') { refresh(); }
    };
    socket.onclose = function () { setTimeout(connect, 2000); };
  }
  connect();

  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    var rows = Array.from(document.querySelectorAll('#rows .row'));
    var at = rows.findIndex(function (row) { return row.hasAttribute('aria-current'); });
    if (event.key === 'j' && rows[at + 1]) { rows[at + 1].click(); }
    if (event.key === 'k' && rows[at - 1]) { rows[at - 1].click(); }
    if (event.key === 'c' && document.getElementById('copy')) { document.getElementById('copy').click(); }
    if (event.key === 'o' && document.getElementById('open')) { document.getElementById('open').click(); }
    if (event.key === '/') { event.preventDefault(); document.getElementById('query').focus(); }
  });
})();
