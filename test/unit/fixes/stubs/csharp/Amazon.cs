using System.Threading;
using System.Threading.Tasks;

namespace Amazon.SecretsManager
{
    using Model;

    public interface IAmazonSecretsManager
    {
        Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken token = default(CancellationToken));
    }

    public class AmazonSecretsManagerClient : IAmazonSecretsManager
    {
        public extern Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken token = default(CancellationToken));
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
        public extern Task<GetParameterResponse> GetParameterAsync(GetParameterRequest request, CancellationToken token = default(CancellationToken));
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
