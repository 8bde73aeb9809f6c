<?php

// Declares what the fixes call, with the shapes of the AWS SDK for PHP. Values come from the JSON file that STORE names.

namespace Picket\Stub {
    function read(array $arguments, string $name): string
    {
        if (($arguments['version'] ?? '') !== 'latest') {
            throw new \InvalidArgumentException('no version');
        }
        $store = json_decode(file_get_contents(getenv('STORE')), true);
        if (!isset($store[$name])) {
            throw new \RuntimeException("no $name");
        }
        return $store[$name];
    }
}

namespace Aws\SecretsManager {
    final class SecretsManagerClient
    {
        public function __construct(private array $arguments)
        {
        }

        public function getSecretValue(array $input): array
        {
            return ['SecretString' => \Picket\Stub\read($this->arguments, $input['SecretId'])];
        }
    }
}

namespace Aws\Ssm {
    final class SsmClient
    {
        public function __construct(private array $arguments)
        {
        }

        public function getParameter(array $input): array
        {
            if ($input['WithDecryption'] !== true) {
                throw new \InvalidArgumentException('not decrypted');
            }
            return ['Parameter' => ['Value' => \Picket\Stub\read($this->arguments, $input['Name'])]];
        }
    }
}
