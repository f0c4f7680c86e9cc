// Security keys and passkeys in the browser (W3C Web Authentication, level 3). A page calls the functions that the elements of
// its form name in onclickTrigger and onloadTrigger; options and answers lie in the form's hidden fields. What goes wrong is
// told by the event "ostiary:webauthn-error" at the document, so that a page can say it in its own words.
(function () {
  'use strict';
  if (window.__oryWebAuthnInitialized) { return; }

  var NAMES = ['oryWebAuthnLogin', 'oryWebAuthnRegistration', 'oryPasskeyLogin', 'oryPasskeyLoginAutocompleteInit',
    'oryPasskeyRegistration', 'oryPasskeySettingsRegistration'];
  var waiting = null;

  function toBytes(text) {
    var base64 = text.replace(/-/g, '+').replace(/_/g, '/');
    return Uint8Array.from(atob(base64), function (c) { return c.charCodeAt(0); });
  }

  function toText(buffer) {
    var bytes = Array.from(new Uint8Array(buffer || []), function (b) { return String.fromCharCode(b); });
    return btoa(bytes.join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }

  function field(name) { return document.getElementsByName(name)[0]; }

  function fail(error) {
    if (error && error.name === 'SecurityError') {
      console.error('This page (' + location.origin + ') may not use keys of this domain. Compare rp.id and rp.origins in the '
        + 'configuration with its address; an IP address never works.', error);
    }
    document.dispatchEvent(new CustomEvent('ostiary:webauthn-error', { detail: String(error) }));
  }

  function supported() {
    if (window.PublicKeyCredential) { return true; }
    fail(new Error('This browser, or this page without https, has no WebAuthn.'));
    return false;
  }

  // Options come as text or as an object that somebody else may use again: they are copied, not changed.
  function read(options) { return JSON.parse(typeof options === 'string' ? options : JSON.stringify(options)); }

  function withBytes(keys) {
    return (keys || []).map(function (key) { return Object.assign({}, key, { id: toBytes(key.id) }); });
  }

  function request(options) {
    var all = read(options).publicKey;
    all.challenge = toBytes(all.challenge);
    if (all.allowCredentials) { all.allowCredentials = withBytes(all.allowCredentials); }
    return all;
  }

  function creation(options) {
    var all = read(options).publicKey;
    all.challenge = toBytes(all.challenge);
    all.user.id = toBytes(all.user.id);
    if (all.excludeCredentials) { all.excludeCredentials = withBytes(all.excludeCredentials); }
    return all;
  }

  // The form's own function, whatever its fields are called, and without asking for fields of other ways to sign in.
  function send(input, credential, response) {
    input.value = JSON.stringify({
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response: response
    });
    HTMLFormElement.prototype.submit.call(input.form || input.closest('form'));
  }

  function sendSigned(input, credential) {
    send(input, credential, {
      authenticatorData: toText(credential.response.authenticatorData),
      clientDataJSON: toText(credential.response.clientDataJSON),
      signature: toText(credential.response.signature),
      userHandle: toText(credential.response.userHandle)
    });
  }

  function sendMade(input, credential) {
    var response = {
      attestationObject: toText(credential.response.attestationObject),
      clientDataJSON: toText(credential.response.clientDataJSON)
    };
    if (credential.response.getTransports) { response.transports = credential.response.getTransports(); }
    send(input, credential, response);
  }

  function stopWaiting() {
    if (waiting) { waiting.abort(); }
    waiting = null;
  }

  function sign(options, input) {
    if (!options || !input || !supported()) { return Promise.resolve(); }
    stopWaiting();
    return navigator.credentials.get({ publicKey: request(options) })
      .then(function (credential) { sendSigned(input, credential); });
  }

  function make(options, input) {
    if (!options || !input || !supported()) { return; }
    stopWaiting();
    navigator.credentials.create({ publicKey: creation(options) })
      .then(function (credential) { sendMade(input, credential); }, fail);
  }

  function valueOf(name) {
    var input = field(name);
    return input && input.value;
  }

  // A key whose account is refused for a mistyped address would stay in the browser all the same.
  function profileIsFine(form) {
    return Array.from(form.elements).every(function (each) {
      return !each.name || each.name.indexOf('traits.') !== 0 || !each.reportValidity || each.reportValidity();
    });
  }

  function firstFilled(form, names) {
    return names.map(function (name) { return form.elements[name]; })
      .filter(function (each) { return each && each.value; })
      .map(function (each) { return each.value; })[0] || '';
  }

  var functions = {
    oryWebAuthnLogin: function (options) {
      sign(options || valueOf('webauthn_login_trigger'), field('webauthn_login')).catch(fail);
    },

    oryWebAuthnRegistration: function (options) {
      var input = field('webauthn_register');
      if (input && input.form && !profileIsFine(input.form)) { return; }
      make(options || valueOf('webauthn_register_trigger'), input);
    },

    oryPasskeyLogin: function () {
      sign(valueOf('passkey_challenge'), field('passkey_login')).catch(function (error) {
        fail(error);
        functions.oryPasskeyLoginAutocompleteInit();
      });
    },

    // Offers passkeys in the field for the identifier, and waits until one is chosen.
    oryPasskeyLoginAutocompleteInit: function () {
      var options = valueOf('passkey_challenge');
      var input = field('passkey_login');
      var offers = window.PublicKeyCredential && window.PublicKeyCredential.isConditionalMediationAvailable;
      if (!options || !input || !offers) { return Promise.resolve(); }
      return PublicKeyCredential.isConditionalMediationAvailable().then(function (yes) {
        if (!yes) { return undefined; }
        stopWaiting();
        waiting = new AbortController();
        return navigator.credentials.get({ publicKey: request(options), mediation: 'conditional', signal: waiting.signal })
          .then(function (credential) { sendSigned(input, credential); });
      }).catch(function (error) {
        // Nobody asked for it: a person who chose nothing, or something else, has nothing to be told.
        if (error.name !== 'AbortError' && error.name !== 'NotAllowedError') { fail(error); }
      });
    },

    oryPasskeyRegistration: function () {
      var input = field('passkey_register');
      var data = valueOf('passkey_create_data');
      if (!data || !input || !profileIsFine(input.form)) { return; }
      data = JSON.parse(data);
      var name = firstFilled(input.form, data.displayNameFieldNames || [data.displayNameFieldName]);
      if (name) {
        data.credentialOptions.publicKey.user.name = name;
        data.credentialOptions.publicKey.user.displayName = name;
      }
      make(data.credentialOptions, input);
    },

    oryPasskeySettingsRegistration: function () {
      make(valueOf('passkey_create_data'), field('passkey_settings_register'));
    }
  };

  NAMES.forEach(function (name) {
    window[name] = functions[name];
    // As older pages of the contract call them.
    window['__' + name] = functions[name];
  });
  window.__oryWebAuthnInitialized = true;
  window.dispatchEvent(new CustomEvent('oryWebAuthnInitialized'));

  // Browsers know no load of a hidden field; a page that writes the contract's attribute as it is means this.
  function start() {
    if (document.querySelector('input[onload*="oryPasskeyLoginAutocompleteInit"]')) {
      functions.oryPasskeyLoginAutocompleteInit();
    }
  }
  if (document.readyState === 'loading') { document.addEventListener('DOMContentLoaded', start); } else { start(); }
})();
