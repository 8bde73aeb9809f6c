namespace System.Text.Json
{
    public class JsonDocument
    {
        public static extern JsonDocument Parse(string json);

        public JsonElement RootElement { get; set; }
    }

    public struct JsonElement
    {
        public extern JsonElement GetProperty(string name);

        public extern string GetString();
    }
}

namespace Newtonsoft.Json.Linq
{
    public class JObject
    {
        public static extern JObject Parse(string json);

        public extern T Value<T>(object key);
    }
}
