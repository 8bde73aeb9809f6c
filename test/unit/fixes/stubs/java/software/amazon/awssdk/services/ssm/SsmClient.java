package software.amazon.awssdk.services.ssm;

import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;

public interface SsmClient extends AutoCloseable {
    static SsmClient create() {
        return new SsmClient() {};
    }

    default GetParameterResponse getParameter(GetParameterRequest request) {
        return new GetParameterResponse(request);
    }

    @Override
    default void close() {}
}
