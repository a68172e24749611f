#include "serve/file_reply.hpp"

#include "base/error.hpp"
#include "connectors/parquet_writer.hpp"
#include "serve/row_encoder.hpp"
#include "serve/xlsx_file.hpp"

#include <boost/describe/enum_to_string.hpp>

#include <stdlib.h>

#include <fstream>
#include <utility>

namespace parlance::serve {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_bytes = 64 * 1024;

Error not_written() {
    return {
        Failure::internal,
        "storage_failed",
        "The file could not be written. Is the disk full, or the folder not writable?"
    };
}

class TextFile final : public RowFile {
public:
    TextFile(const fs::path& folder, const RowHead& head, const std::vector<ResultColumn>& columns)
        : path_(folder / "result.txt"),
          out_(path_, std::ios::binary),
          encoder_(head.format, head.without_formulas) {
        encoder_.begin(text_, head.id, columns, std::nullopt, head.masked);
    }

    void rows(const Batch& batch) override {
        encoder_.rows(text_, batch);
        flush();
    }

    fs::path finish(const RunSummary& summary) override {
        encoder_.end(text_, summary);
        flush();
        out_.close();
        if (!out_) throw not_written();
        return path_;
    }

private:
    void flush() {
        if (!out_.write(text_.data(), static_cast<std::streamsize>(text_.size())))
            throw not_written();
        text_.clear();
    }

    fs::path path_;
    std::ofstream out_;
    RowEncoder encoder_;
    std::string text_;
};

class Workbook final : public RowFile {
public:
    Workbook(const fs::path& folder, const std::vector<ResultColumn>& columns)
        : book_(folder, columns) {}
    void rows(const Batch& batch) override { book_.rows(batch); }
    fs::path finish(const RunSummary& summary) override { return book_.finish(summary); }

private:
    XlsxFile book_;
};

class Parquet final : public RowFile {
public:
    Parquet(const fs::path& folder, const std::vector<ResultColumn>& columns)
        : writer_(folder, columns) {}
    void rows(const Batch& batch) override { writer_.rows(batch); }
    fs::path finish(const RunSummary&) override { return writer_.finish(); }

private:
    connectors::ParquetWriter writer_;
};

std::unique_ptr<RowFile>
made_file(const fs::path& folder, const RowHead& head, const std::vector<ResultColumn>& columns) {
    if (head.format == RowFormat::xlsx) return std::make_unique<Workbook>(folder, columns);
    if (head.format == RowFormat::parquet) return std::make_unique<Parquet>(folder, columns);
    return std::make_unique<TextFile>(folder, head, columns);
}

fs::path private_folder_in(const fs::path& home) {
    std::error_code failed;
    fs::create_directories(home, failed);
    std::string name = (home / "export-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw not_written();
    return name;
}

std::string_view ending_of(RowFormat format) {
    if (format == RowFormat::markdown) return "md";
    return boost::describe::enum_to_string(format, "txt");
}

void remove_folder(const fs::path& folder) {
    std::error_code ignored;
    if (!folder.empty()) fs::remove_all(folder, ignored);
}

}  // namespace

FileReply::FileReply(
    ResponseWriter& writer,
    BlockingPool& pool,
    fs::path home,
    RowHead head,
    std::string headers
)
    : writer_(writer),
      pool_(pool),
      home_(std::move(home)),
      head_(std::move(head)),
      headers_(std::move(headers)) {}

FileReply::~FileReply() {
    file_.reset();
    remove_folder(folder_);
}

Task<void> FileReply::begin(const std::vector<ResultColumn>& columns) {
    const auto work = [&] {
        folder_ = private_folder_in(home_);
        file_ = made_file(folder_, head_, columns);
    };
    co_await blocking(pool_, work);
}

Task<void> FileReply::rows(const Batch& batch) {
    const auto work = [&] { file_->rows(batch); };
    co_await blocking(pool_, work);
}

std::string FileReply::lines(const RunSummary& summary, std::uintmax_t bytes) const {
    const std::string name = summary.truncated
                                 ? fmt::format("{}-first-{}-rows", head_.file_name, summary.rows)
                                 : head_.file_name;
    std::string made = headers_ + fmt::format(
                                      "Content-Disposition: attachment; filename=\"{}.{}\"\r\n"
                                      "Parlance-Row-Count: {}\r\n"
                                      "Parlance-Truncated: {}\r\n"
                                      "Parlance-File-Bytes: {}\r\n",
                                      name,
                                      ending_of(head_.format),
                                      summary.rows,
                                      summary.truncated,
                                      bytes
                                  );
    if (head_.limit) made += fmt::format("Parlance-Row-Limit: {}\r\n", *head_.limit);
    return made;
}

Task<void> FileReply::end(RunSummary summary) {
    std::ifstream input;
    std::uintmax_t bytes = 0;
    const auto work = [&] {
        const fs::path path = file_->finish(summary);
        bytes = fs::file_size(path);
        input.open(path, std::ios::binary);
        file_.reset();
        remove_folder(std::exchange(folder_, {}));
        if (!input) throw not_written();
    };
    co_await blocking(pool_, work);
    const std::string more = lines(summary, bytes);
    const ResponseHead head{.content_type = RowEncoder::content_type(head_.format), .more = more};
    co_await writer_.begin(head);
    std::string piece(piece_bytes, '\0');
    while (input.read(piece.data(), piece_bytes) || input.gcount() > 0)
        co_await writer_.piece({piece.data(), static_cast<std::size_t>(input.gcount())});
    co_await writer_.end();
}

fs::path exports_folder(const Config& config) {
    return data_folder(config) / "exports";
}

}  // namespace parlance::serve
