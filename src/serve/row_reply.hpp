#pragma once

#include "serve/call.hpp"
#include "serve/response_writer.hpp"
#include "serve/row_encoder.hpp"

#include <optional>
#include <string>

namespace parlance::serve {

/// Where the rows of an answer go over HTTP.
class RowsOut : public RowSink {
public:
    /// After the last rows.
    virtual Task<void> end(RunSummary summary) = 0;
};

/// The rows of an answer on their way to the client. What fits into one buffer leaves as one piece
/// with its length; what is larger leaves in chunks, and each waits until the client takes it.
class RowReply final : public RowsOut {
public:
    RowReply(ResponseWriter& writer, RowHead head, Coding coding, std::string headers);

    Task<void> begin(const std::vector<ResultColumn>& columns) override;
    Task<void> rows(const Batch& batch) override;
    Task<void> end(RunSummary summary) override;

private:
    Task<void> flush();
    [[nodiscard]] ResponseHead response_head() const;

    ResponseWriter& writer_;
    RowHead head_;
    Coding coding_;
    std::string headers_;
    RowEncoder encoder_;
    std::optional<GzipStream> gzip_;
    std::string text_;
    std::string packed_;
};

}  // namespace parlance::serve
