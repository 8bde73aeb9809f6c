package software.amazon.awssdk.services.s3;

import software.amazon.awssdk.regions.Region;

public interface S3Client {
    static Builder builder() {
        throw new UnsupportedOperationException();
    }

    interface Builder {
        Builder region(Region region);

        S3Client build();
    }
}
