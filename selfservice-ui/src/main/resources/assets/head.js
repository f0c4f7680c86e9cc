// Before the first paint: what can be used here, so that nothing moves later.
(function (root) {
  root.add('js');
  if (window.PublicKeyCredential && window.isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname)) {
    root.add('webauthn');
  }
})(document.documentElement.classList);
