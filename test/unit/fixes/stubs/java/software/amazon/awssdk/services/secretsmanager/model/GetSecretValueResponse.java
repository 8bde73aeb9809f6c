package software.amazon.awssdk.services.secretsmanager.model;

import software.amazon.awssdk.Store;

public final class GetSecretValueResponse {
    private final GetSecretValueRequest request;

    public GetSecretValueResponse(GetSecretValueRequest request) {
        this.request = request;
    }

    public String secretString() {
        return Store.read(request.secretId);
    }
}
