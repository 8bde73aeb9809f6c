package software.amazon.awssdk.services.ssm;

import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;

public interface SsmClient extends AutoCloseable {
    static SsmClient create() {
        throw new UnsupportedOperationException();
    }

    GetParameterResponse getParameter(GetParameterRequest request);

    @Override
    void close();
}
