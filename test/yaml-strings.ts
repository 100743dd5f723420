/** Strings that some YAML reader takes for something else, breaks or trims unless they are written with care. */
export const tortureStrings: readonly string[] = [
  // Booleans and nulls of YAML 1.1 and 1.2, in every spelling
  ...['', '~', 'null', 'Null', 'NULL', 'nULL', 'true', 'True', 'TRUE', 'tRUE', 'false', 'False', 'FALSE', 'yes'],
  ...['Yes', 'YES', 'no', 'No', 'NO', 'on', 'On', 'ON', 'off', 'Off', 'OFF', 'y', 'Y', 'n', 'N', 'nullable', 'none'],
  ...['None', 'undefined', 'yesterday', 'not', 'offset', 'one', 'NaN', 'Infinity'],
  // Integers in every base, and what only looks like one
  ...['0', '1', '-1', '+1', '-0', '007', '0777', '0o7', '0O7', '-0o17', '08', '0b11', '0B11', '-0b1', '0x1f', '0X1F'],
  ...['+0x1F', '0x', '0o', '1_000', '0x_1f', '0b_1', '_1', '1_', '1,000', '9007199254740993', '18446744073709551616'],
  // Floats
  ...['1.', '.5', '-.5', '+.5', '1.5', '1e3', '1E3', '1e+3', '1e-7', '1.0e-7', '1e21', '0e0', '1_0.5', '._', '._5'],
  ...['.e5', '.inf', '.Inf', '.INF', '-.inf', '+.inf', '.nan', '.NaN', '.NAN', '.', '..', '...', '0x1p4', '1e'],
  ...['12e5678', 'e5', '-e-0', '+e1', '-_1', '0_x1', '-_0x1', '0_b1', '0_o7', '1e_+5', '1e+_5', '_', '-_', '_0x1'],
  ...['+.e1', '1_e5', '0b-1', '0b+1', '0o-1', '0o+1', '-0b-1', '0x-1', '0b-_1'],
  // Base 60, dates, times, versions, addresses
  ...['12:30:45', '190:20:30', '1:20', '-1:20', '190:20:30.15', '8080:80', '24:00', '0:0', '::1', 'fe80::1'],
  ...['127.0.0.1', '2024-01-01', '2024-1-1', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43.10 -5'],
  ...['2024-01-01T00:00:00Z', '2024-13-45', '2024-01', '1.28', '1.28.3', '10.0.0.0/8', '500m', '4Gi', '7d'],
  ...['0 2 * * *', '*/5 * * * *'],
  // Signs that mean something at the start
  ...['=', '<<', '<', '-', '--', '---', '--- a', '---a', '... a', '...a', '- a', '-a', '-c', '--flag=x', '- ', '?'],
  ...['? a', '?a', ':', ': a', ':a', '&a', '&', '*a', '*', '!', '!a', '!!str a', '!!binary YQ==', '|', '|-', '|2'],
  ...['>', '>-', '%', '%YAML 1.2', '@a', '@', '`a`', '`', '#', '# a', '#a', ',', ',a', '[', '[]', '[a]', ']', '{'],
  ...['{}', '{a: b}', '}', "'", '"', "''", '""', "'a'", '"a"', "it's", "a'b'c", 'say "hi"', 'a "b', "'a", 'a\'"b'],
  ...['\\', 'C:\\x', '\\n', '\\d+', '^a$', '$', '$(VAR)'],
  // Templates and paths
  ...['{{ a }}', '{{- a -}}', 'a {{ b }} c', '{% if a %}', '$' + '{A:-b}', '$' + '{A}', '<a>', '(a)', '/a/b', './a'],
  ...['../a', '~/a'],
  // Signs that mean something further in
  ...['a: b', 'a:b', 'a:', 'a::', 'a :b', 'a : b', 'a #b', 'a#b', 'a # b', 'a #', 'a - b', 'a ? b', 'a, b', 'a [b]'],
  ...['a {b}', 'a: {b', 'http://a.b:80/c?d=e&f#g', 'a=b', 'a|b', 'a>b', 'a!b', 'a%b', 'a@b', 'a*b', 'a&b', 'a`b'],
  ...['a\\b', 'key: "v" # c'],
  // Spaces and tabs
  ...[' ', '  ', ' a', 'a ', ' a ', '  a  b  ', 'a  b', '\t', '\ta', 'a\t', 'a\tb', ' \t ', 'a\t#b', 'a:\tb', '-\ta'],
  // Line breaks of every kind
  ...['\n', '\n\n', ' \n', '\n ', '\t\n', '\r', '\r\n', 'a\r', 'a\rb', 'a\r\nb', 'a\r\nb\r\n', '\ra', 'a\n\rb'],
  ...['\u0085', 'a\u0085b', 'a\n\u0085b', '\u2028', 'a\u2028b', 'a\u2029b', 'a\u2028', 'a\nb\u2029c\n', '\u0085\n'],
  // Text of several lines
  ...['a\n', 'a\nb', 'a\nb\n', 'a\n\n', 'a\nb\n\n\n', '\na', '\n\na\n', '\n\na\n\n', 'a\n\nb', 'a\n\n\nb\n', ' a\nb'],
  ...['  a\n b\nc\n', '\n a\nb', '\n  \na', ' \na', ' \n\na\n', '   \n a', 'a\n b', 'a\n  b\n', 'a\n  ', 'a\n \n'],
  ...['a\n \nb', 'a\n   \n\n', 'a \nb \n', '\ta\nb', '\n\ta', 'a\n\tb', 'a\n\t\nb', 'a\n\t', 'a\n\t\n', 'a\t\nb'],
  ...[' \ta\nb', '\t\na', 'all:\n\tgo build\n', '\n   a\n   ', '  a\n  \n', ' a\n \n\n', ' a\n \t', ' a\nb\n '],
  ...['\ta\n  ', 'a\n---\nb', '---\na\n', 'a\n...\n', '%YAML\na', '#a\nb', '# a\nb\n', 'a\n#b\n', 'a\n # b\n'],
  ...['- a\n- b\n', 'a: b\nc: d\n', 'a: |\n  b\n', '"a\nb"', "'a\nb'", '{{ a }}\n{{ b }}\n'],
  ...['{"a": 1,\n "b": [2]}\n', '#!/bin/sh\nset -e\n\nexec "$@"\n', '|\na\n'],
  // Beyond ASCII: letters, what no eye sees, what turns text around, emoji, the last character
  ...['é', 'Ünïcode', 'é: b', 'é #b', 'ключ', '日本語', '日本: 語', 'a\u00a0b'],
  ...['\u00a0', 'a\u00adb', '\u200b', 'a\u200bb'],
  ...['\u200d', '\u3000a', '\u202eabc', 'a\u2066b', 'a\n\u202eb', '\u061c', '\u1680', '\u180e', '\ufffd', '\ue000'],
  ...['٣', '１２', '½', '…', '“a”', '\u0301a', '😀', 'a😀: b', '👩‍💻', '🇩🇪', '❤️', '😀\n😀\n', '𝒳', '\u{10fffd}'],
  ...['\u{e0041}', '\u{1fffe}', 'a\n\u00a0b\n', '\u00a0a\nb'],
  // Names with a meaning in JavaScript
  ...['__proto__', 'constructor', 'toString', 'length', 'hasOwnProperty'],
];
