// Makes the pages nicer to use; every one of them works without it, but for passkeys.
(function () {
  'use strict';
  var body = document.body;
  function each(selector, work) { document.querySelectorAll(selector).forEach(work); }

  // One style of error, the server's, in the person's language.
  each('form', function (form) { form.noValidate = true; });

  // What went wrong, or was done, is read first.
  var first = document.getElementById('summary') || document.getElementById('done');
  if (first) { first.focus(); }
  each('#summary a', function (link) {
    link.addEventListener('click', function (event) {
      var field = document.getElementById(link.hash.slice(1));
      if (field) {
        event.preventDefault();
        var way = field.closest('details');
        if (way) { way.open = true; }
        field.scrollIntoView({ block: 'center' });
        field.focus();
      }
    });
  });

  var live = document.createElement('p');
  live.className = 'unseen';
  live.setAttribute('role', 'status');
  body.appendChild(live);

  function hide(button) {
    document.getElementById(button.dataset.reveal).type = 'password';
    button.textContent = body.dataset.show;
  }
  function hideAll() { each('[data-reveal]', hide); }
  each('[data-reveal]', function (button) {
    button.addEventListener('click', function () {
      var field = document.getElementById(button.dataset.reveal);
      var shows = field.type === 'password';
      field.type = shows ? 'text' : 'password';
      button.textContent = shows ? body.dataset.hide : body.dataset.show;
      live.textContent = shows ? body.dataset.shown : body.dataset.hidden;
    });
  });

  // Codes come with blanks and dashes out of mails and apps.
  each('[data-code]', function (field) {
    field.addEventListener('input', function () {
      var clean = field.value.replace(/[\s-]/g, '');
      if (clean !== field.value) { field.value = clean; }
    });
  });

  // The API doesn't say which section was saved.
  function remember(section) {
    try { sessionStorage.setItem('section', section || ''); } catch (e) { /* no storage: the notice at the top is enough */ }
  }
  try {
    each('[data-saved="' + sessionStorage.getItem('section') + '"]', function (note) { note.hidden = false; });
    sessionStorage.removeItem('section');
  } catch (e) { /* as above */ }

  var sent = 0;
  document.addEventListener('submit', function (event) {
    var now = Date.now();
    if (now - sent < 8000) { event.preventDefault(); return; }
    sent = now;
    hideAll();
    remember(event.target.dataset.group);
    event.target.setAttribute('aria-busy', 'true');
  });
  window.addEventListener('pageshow', function () {
    sent = 0;
    hideAll();
    each('[aria-busy]', function (form) { form.removeAttribute('aria-busy'); });
  });

  function copy(button, text) {
    navigator.clipboard.writeText(text).then(function () {
      var before = button.textContent;
      button.textContent = body.dataset.copied;
      setTimeout(function () { button.textContent = before; }, 2000);
    });
  }
  function codes(button) {
    return Array.from(button.closest('.field').querySelectorAll('.codes code'))
      .map(function (code) { return code.textContent; }).join('\n') + '\n';
  }
  each('[data-copy]', function (button) {
    button.addEventListener('click', function () { copy(button, button.dataset.copy); });
  });
  each('[data-copy-codes]', function (button) {
    button.addEventListener('click', function () { copy(button, codes(button)); });
  });
  each('[data-print]', function (button) { button.addEventListener('click', function () { window.print(); }); });
  each('[data-download]', function (button) {
    button.addEventListener('click', function () {
      var link = document.createElement('a');
      link.href = 'data:text/plain;charset=utf-8,' + encodeURIComponent(codes(button));
      link.download = button.dataset.download;
      link.click();
    });
  });

  each('time[datetime]', function (time) {
    var moment = new Date(time.getAttribute('datetime'));
    if (!isNaN(moment)) {
      time.title = moment.toLocaleString(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' });
    }
  });

  // Passkeys: the API's script has the functions, by the names in its nodes.
  function start(name) { if (typeof window[name] === 'function') { window[name](); } }
  each('[data-trigger]', function (button) {
    button.addEventListener('click', function () {
      var status = document.getElementById('passkey-status');
      if (status) { status.hidden = true; }
      var argument = button.value;
      if (/^oryWebAuthn/.test(button.dataset.trigger) && argument) {
        window[button.dataset.trigger](JSON.parse(argument));
      } else {
        start(button.dataset.trigger);
      }
    });
  });
  each('[data-onload]', function (field) { start(field.dataset.onload); });
  document.addEventListener('ostiary:webauthn-error', function () {
    var status = document.getElementById('passkey-status');
    if (status) {
      status.textContent = body.dataset.passkeyFailed;
      status.hidden = false;
    }
  });
})();
