// SPDX-License-Identifier: Apache-2.0
/** A worker of the Kinesis Client Library that reads a stream of DynamoDB, for the tests to run. */
package io.offshard.it.dynamo.worker;
