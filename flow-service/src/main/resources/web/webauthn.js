// Passkeys in the browser (W3C Web Authentication, level 2). Pages find their own buttons and call what they need; nothing runs
// by itself. What goes wrong is told by the event "ostiary:webauthn-error", so that a page can say it in its own words.
(function () {
  'use strict';

  function toBytes(text) {
    var base64 = text.replace(/-/g, '+').replace(/_/g, '/');
    return Uint8Array.from(atob(base64), function (c) { return c.charCodeAt(0); });
  }

  function toText(buffer) {
    return btoa(String.fromCharCode.apply(null, new Uint8Array(buffer)))
      .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  }

  function fail(error) {
    document.dispatchEvent(new CustomEvent('ostiary:webauthn-error', { detail: String(error) }));
  }

  function submit(form, field, value) {
    field.value = JSON.stringify(value);
    form.submit();
  }

  function login(options, field) {
    var request = options.publicKey;
    request.challenge = toBytes(request.challenge);
    (request.allowCredentials || []).forEach(function (c) { c.id = toBytes(c.id); });
    navigator.credentials.get({ publicKey: request }).then(function (credential) {
      submit(field.form, field, {
        id: credential.id,
        rawId: toText(credential.rawId),
        type: credential.type,
        response: {
          authenticatorData: toText(credential.response.authenticatorData),
          clientDataJSON: toText(credential.response.clientDataJSON),
          signature: toText(credential.response.signature),
          userHandle: credential.response.userHandle ? toText(credential.response.userHandle) : ''
        }
      });
    }).catch(fail);
  }

  function register(options, field) {
    var creation = options.publicKey;
    creation.challenge = toBytes(creation.challenge);
    creation.user.id = toBytes(creation.user.id);
    (creation.excludeCredentials || []).forEach(function (c) { c.id = toBytes(c.id); });
    navigator.credentials.create({ publicKey: creation }).then(function (credential) {
      submit(field.form, field, {
        id: credential.id,
        rawId: toText(credential.rawId),
        type: credential.type,
        response: {
          attestationObject: toText(credential.response.attestationObject),
          clientDataJSON: toText(credential.response.clientDataJSON)
        }
      });
    }).catch(fail);
  }

  function field(name) {
    return document.getElementsByName(name)[0];
  }

  window.oryWebAuthnLogin = function (options) { login(options, field('webauthn_login')); };
  window.oryWebAuthnRegistration = function (options) { register(options, field('webauthn_register')); };
  window.oryPasskeyRegistration = function () {
    register(JSON.parse(field('passkey_create_data').value).credentialOptions, field('passkey_register'));
  };
  window.oryPasskeySettingsRegistration = function () {
    register(JSON.parse(field('passkey_create_data').value).credentialOptions, field('passkey_settings_register'));
  };
  window.oryPasskeyLogin = function () {
    login(JSON.parse(field('passkey_challenge').value), field('passkey_login'));
  };
})();
