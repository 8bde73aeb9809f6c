import type { Program } from "../support/programs.ts";

/** Ruby in each kind of place that decides the form of a lookup. */
export const rubyPrograms: readonly Program[] = [
  {
    title: "constants, defaults, classes and formats",
    path: "a.rb",
    text:
      "# frozen_string_literal: true\n\nrequire 'json'\n\nKEY = '«first \\'value\\' \\d»'\n\nmodule App\n  class C\n    HEAD = 'Bearer «second-value» \"a\" #{x} \\\\'.freeze\n\n" +
      "    def all(a = '«third-value»', b: \"x #{a} «fourth-value»\\n\")\n      [a, b, HEAD, 'a ' '«third-value»' \"b\"]\n    end\n  end\nend\n\n" +
      "def plain(n)\n  format('%d%%: «fifth%%value»/%s', n, 'x') + ('%05d «sixth%%value»' % n)\nend\n\n" +
      "puts JSON.generate([KEY, App::C.new.all, plain(3), { k: '«seventh-value»' }, %q(«eighth (value)»), \"«\\u{1F600}\\x41\\n\\#{x}\\s»\"])\n",
  },
  {
    title: "heredocs of every kind and a connection string",
    path: "b.rb",
    text:
      "require 'json'\ndef text(name)\n  first = <<~EOS\n    Hello #{name},\n      the key is «first-value»\n  EOS\n  [first, <<-PEM]\n«-----BEGIN X-----\nline\n-----END X-----»\n  PEM\nend\n\n" +
      "KEY = <<~PEM\n  «-----BEGIN Y-----\n  line\n  -----END Y-----»\nPEM\nURL = 'postgres://app:«second-value»@db:5432/app'\nputs JSON.generate([text('x'), KEY, URL])\n",
  },
];
