import type { Program } from "../support/programs.ts";

/** C# in each kind of place that decides the form of a lookup. */
export const csharpPrograms: readonly Program[] = [
  {
    title: "constants, fields, nested types and asynchronous code",
    path: "a.cs",
    text: `using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace App
{
    static class Keys
    {
        public const string Key = "«first \\"value\\" \\u0041\\x42\\t»", Other = "x" + "«second-value»";
        internal static readonly string Both = Key + Other;
    }

    struct Inner
    {
        public string Key() => "«third-value»";
    }

    class Program
    {
        private readonly List<string> _seen = new List<string> { "«second-value»" };
        public string Token { get; set; } = "«fourth-value»";

        class Base : Exception
        {
            public Base() : base("«fifth-value»") { }
        }

        async Task<string> Get(string name)
        {
            const string local = "«sixth-value»";
            Func<Task<string>> later = async () => await Task.FromResult("«third-value»");
            Func<string> now = () => "«sixth-value»".ToUpper();
            lock (_seen) { _seen.Add("«fifth-value»"); }
            return "«fourth-value»".Trim() + local.Length + await later() + now() + name;
        }

        static void Main()
        {
            var program = new Program();
            var map = new Dictionary<string, string> { { "password", "«seventh-value»" } };
            Console.WriteLine(Keys.Both + Keys.Key + new Inner().Key() + program.Token + new Base().Message);
            Console.WriteLine(program.Get("n").Result + string.Join(",", program._seen) + map["password"]);
        }
    }
}
`,
  },
  {
    title: "parts of strings, verbatim and interpolated strings and joined literals",
    path: "b.cs",
    text: `using System;

class Program
{
    const string Pem = "«-----BEGIN X-----\\n" +
        "abc\\n" + // a line
        @"-----END X-----»";

    static void Main()
    {
        var id = 5;
        var a = "{\\"id\\": 1}\\t«first{0}value»";
        var b = @"C:\\""{x}"" «second""value»".ToUpper();
        var c = $"{id:X4} {{y}} «third-value» «fourth-value»{id}";
        var d = $@"\\{id} «fourth-value»
""";
        var e = 'c' + "x «third-value»" + 1 + 2 + ("y «fourth-value»").Length;
        Console.WriteLine(Pem + a + b + c + d + e + "Server=db;Password=«fifth-value»;" + @"«sixth""value»");
    }
}
`,
  },
];
