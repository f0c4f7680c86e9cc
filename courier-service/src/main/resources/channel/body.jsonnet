// What a channel sends that configures no body of its own.
function(ctx)
  local given(key) = if std.objectHas(ctx.template_data, key) then ctx.template_data[key] else null;
  {
    recipient: ctx.recipient,
    template_type: ctx.template_type,
    subject: ctx.subject,
    body: ctx.body,
  } + {
    [key]: given(key)
    for key in ['to', 'recovery_code', 'recovery_url', 'verification_code', 'verification_url']
  }
