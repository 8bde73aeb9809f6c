package software.amazon.awssdk.services.ssm.model;

import software.amazon.awssdk.Store;

public final class Parameter {
    private final GetParameterRequest request;

    Parameter(GetParameterRequest request) {
        this.request = request;
    }

    public String value() {
        return request.withDecryption ? Store.read(request.name) : "encrypted";
    }
}
