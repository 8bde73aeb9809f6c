using System;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace Amazon
{
    /// <summary>Reads values from the JSON object of strings in the file that STORE names.</summary>
    static class Store
    {
        public static string Read(string name)
        {
            var json = File.ReadAllText(Environment.GetEnvironmentVariable("STORE"));
            foreach (Match pair in Regex.Matches(json, @"""((?:[^""\\]|\\.)*)"":""((?:[^""\\]|\\.)*)"""))
            {
                if (pair.Groups[1].Value == name) return Regex.Replace(pair.Groups[2].Value, @"\\u(.{4})|\\(.)", Decode);
            }
            throw new ArgumentException(name);
        }

        static string Decode(Match escape)
        {
            if (escape.Groups[1].Success) return ((char)Convert.ToInt32(escape.Groups[1].Value, 16)).ToString();
            return escape.Groups[2].Value.Replace('n', '\n').Replace('r', '\r').Replace('t', '\t');
        }
    }
}

namespace Amazon.SecretsManager
{
    using Model;

    public interface IAmazonSecretsManager
    {
        Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken token = default(CancellationToken));
    }

    public class AmazonSecretsManagerClient : IAmazonSecretsManager
    {
        public async Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken token = default(CancellationToken))
        {
            await Task.Delay(1).ConfigureAwait(false);
            return new GetSecretValueResponse { SecretString = Store.Read(request.SecretId) };
        }
    }

    namespace Model
    {
        public class GetSecretValueRequest
        {
            public string SecretId { get; set; }
        }

        public class GetSecretValueResponse
        {
            public string SecretString { get; set; }
        }
    }
}

namespace Amazon.SimpleSystemsManagement
{
    using Model;

    public class AmazonSimpleSystemsManagementClient
    {
        public async Task<GetParameterResponse> GetParameterAsync(GetParameterRequest request, CancellationToken token = default(CancellationToken))
        {
            await Task.Delay(1).ConfigureAwait(false);
            var value = request.WithDecryption == true ? Store.Read(request.Name) : "encrypted";
            return new GetParameterResponse { Parameter = new Parameter { Value = value } };
        }
    }

    namespace Model
    {
        public class GetParameterRequest
        {
            public string Name { get; set; }
            public bool? WithDecryption { get; set; }
        }

        public class GetParameterResponse
        {
            public Parameter Parameter { get; set; }
        }

        public class Parameter
        {
            public string Value { get; set; }
        }
    }
}
