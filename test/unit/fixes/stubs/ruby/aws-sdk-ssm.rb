# frozen_string_literal: true

require 'json'

# Declares what the fixes call, with the shapes of the AWS SDK for Ruby. Values come from the JSON file that STORE names.
module Aws
  module SSM
    Parameter = Struct.new(:value)
    Answer = Struct.new(:parameter)

    class Client
      def get_parameter(name:, with_decryption:)
        raise ArgumentError, 'not decrypted' unless with_decryption

        Answer.new(Parameter.new(JSON.parse(File.read(ENV.fetch('STORE'))).fetch(name)))
      end
    end
  end
end
