#pragma once

#include "base/config.hpp"
#include "base/threads.hpp"
#include "serve/call.hpp"
#include "serve/response_writer.hpp"
#include "serve/row_reply.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace parlance::serve {

/// Writes the rows of an answer into a file.
class RowFile {
public:
    RowFile() = default;
    RowFile(const RowFile&) = delete;
    RowFile& operator=(const RowFile&) = delete;
    virtual ~RowFile() = default;

    virtual void rows(const Batch& batch) = 0;
    /// The finished file.
    [[nodiscard]] virtual std::filesystem::path finish(const RunSummary& summary) = 0;
};

/// The rows of an answer as a file. It is gathered in a folder that only this process can read, and
/// sent when it is complete: its headers then tell how many rows it has and whether a limit cut
/// them. The folder is gone before the first byte leaves. The disk is written on `pool`.
class FileReply final : public RowsOut {
public:
    FileReply(
        ResponseWriter& writer,
        BlockingPool& pool,
        std::filesystem::path home,
        RowHead head,
        std::string headers
    );
    ~FileReply() override;

    Task<void> begin(const std::vector<ResultColumn>& columns) override;
    Task<void> rows(const Batch& batch) override;
    Task<void> end(RunSummary summary) override;

private:
    [[nodiscard]] std::string lines(const RunSummary& summary, std::uintmax_t bytes) const;

    ResponseWriter& writer_;
    BlockingPool& pool_;
    std::filesystem::path home_;
    std::filesystem::path folder_;
    RowHead head_;
    std::string headers_;
    std::unique_ptr<RowFile> file_;
};

/// Where files are gathered. What stands there when the server starts was left by one that was
/// killed.
[[nodiscard]] std::filesystem::path exports_folder(const Config& config);

}  // namespace parlance::serve
