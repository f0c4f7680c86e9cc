{
  # What go-jsonnet has and the library here lacks. Hidden fields, as all of std.
  local s = std_,
  get(o, f, default=null, inc_hidden=true)::
    if (if inc_hidden then s.objectHasAll(o, f) else s.objectHas(o, f)) then o[f] else default,
  trim(str):: s.stripChars(str, ' \t\n\f\r\u0085\u00A0'),
  isEmpty(str):: if s.type(str) == 'string' then s.length(str) == 0 else error 'Unexpected type ' + s.type(str) + ', expected string',
  equalsIgnoreCase(str1, str2):: s.asciiLower(str1) == s.asciiLower(str2),
  any(arr):: s.length([x for x in arr if x]) > 0,
  all(arr):: s.length([x for x in arr if !x]) == 0,
  contains(arr, elem):: s.length([x for x in arr if x == elem]) > 0,
  remove(arr, elem):: local at = s.find(elem, arr); if at == [] then arr else self.removeAt(arr, at[0]),
  removeAt(arr, at):: if at < 0 || at >= s.length(arr) then error 'Index ' + at + ' out of bounds' else [arr[i] for i in s.range(0, s.length(arr) - 1) if i != at],
  objectRemoveKey(obj, key):: { [k]: obj[k] for k in s.objectFields(obj) if k != key },
  objectKeysValues(o):: [{ key: k, value: o[k] } for k in s.objectFields(o)],
  objectKeysValuesAll(o):: [{ key: k, value: o[k] } for k in s.objectFieldsAll(o)],
  sum(arr):: s.foldl(function(a, b) a + b, arr, 0),
  avg(arr):: if s.length(arr) == 0 then error 'Cannot calculate average of an empty array.' else self.sum(arr) / s.length(arr),
  local best(arr, keyF, better) = s.foldl(function(a, b) if better(keyF(b), keyF(a)) then b else a, arr, arr[0]),
  minArray(arr, keyF=function(x) x, onEmpty=error 'Expected at least one element in array. Got none')::
    if s.length(arr) == 0 then onEmpty else best(arr, keyF, function(x, y) x < y),
  maxArray(arr, keyF=function(x) x, onEmpty=error 'Expected at least one element in array. Got none')::
    if s.length(arr) == 0 then onEmpty else best(arr, keyF, function(x, y) x > y),
  flattenDeepArray(value):: if s.type(value) == 'array' then s.flattenArrays([self.flattenDeepArray(v) for v in value]) else [value],
  isNull(v):: s.type(v) == 'null',
  isInteger(x):: s.floor(x) == x,
  isDecimal(x):: s.floor(x) != x,
  isEven(x):: s.mod(x, 2) == 0,
  isOdd(x):: s.abs(s.mod(x, 2)) == 1,
  sign(n):: if n > 0 then 1 else if n < 0 then -1 else 0,
  round(x):: s.floor(x + 0.5),
  xor(x, y):: x != y,
  xnor(x, y):: x == y,
  # The library's own writes a line break into an empty array.
  manifestJsonMinified(value)::
    local min = self.manifestJsonMinified;
    if s.type(value) == 'object' then
      '{' + s.join(',', [s.escapeStringJson(k) + ':' + min(value[k]) for k in s.objectFields(value)]) + '}'
    else if s.type(value) == 'array' then '[' + s.join(',', [min(v) for v in value]) + ']'
    else if s.type(value) == 'string' then s.escapeStringJson(value)
    else s.toString(value),
  splitLimitR(str, c, maxsplits)::
    local parts = s.split(str, c);
    local n = s.length(parts);
    if maxsplits < 0 || n - 1 <= maxsplits then parts
    else [s.join(c, parts[0:n - maxsplits])] + parts[n - maxsplits:n],
}
