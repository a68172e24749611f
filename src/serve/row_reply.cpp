#include "serve/row_reply.hpp"

namespace parlance::serve {

namespace {

/// Text that is gathered before it leaves.
constexpr std::size_t piece_bytes = 64 * 1024;
/// Below it, compressing costs more than it saves.
constexpr std::size_t compress_least = 1024;

std::string headers_of(const RowHead& head, std::string headers) {
    if (head.limit) headers += fmt::format("Parlance-Row-Limit: {}\r\n", *head.limit);
    const bool is_csv = head.format == RowFormat::csv;
    if (is_csv || head.format == RowFormat::markdown)
        headers += fmt::format(
            "Content-Disposition: attachment; filename=\"{}.{}\"\r\n",
            head.file_name,
            is_csv ? "csv" : "md"
        );
    return headers;
}

}  // namespace

RowReply::RowReply(ResponseWriter& writer, RowHead head, Coding coding, std::string headers)
    : writer_(writer),
      head_(std::move(head)),
      coding_(coding),
      headers_(headers_of(head_, std::move(headers))),
      encoder_(head_.format, head_.without_formulas) {}

ResponseHead RowReply::response_head() const {
    return {
        .content_type = RowEncoder::content_type(head_.format),
        .more = headers_,
        .coding = coding_,
    };
}

Task<void> RowReply::begin(const std::vector<ResultColumn>& columns) {
    std::optional<CacheShape> cache;
    if (head_.cache) cache = head_.cache();
    if (cache && cache->hit)
        headers_ += fmt::format("Parlance-Cache-Age: {}\r\n", cache->age_ms.value_or(0));
    encoder_.begin(text_, head_.id, columns, cache, head_.masked);
    co_return;
}

Task<void> RowReply::rows(const Batch& batch) {
    encoder_.rows(text_, batch);
    if (text_.size() >= piece_bytes) co_await flush();
}

Task<void> RowReply::flush() {
    if (!writer_.begun()) {
        if (coding_ != Coding::identity) coding_ = Coding::gzip;
        if (coding_ == Coding::gzip) gzip_.emplace();
        co_await writer_.begin(response_head());
    }
    if (gzip_) {
        packed_.clear();
        gzip_->add(packed_, text_);
        co_await writer_.piece(packed_);
    } else {
        co_await writer_.piece(text_);
    }
    text_.clear();
}

Task<void> RowReply::end(RunSummary summary) {
    encoder_.end(text_, summary);
    if (!writer_.begun()) {
        if (text_.size() < compress_least) coding_ = Coding::identity;
        if (coding_ != Coding::identity) text_ = compressed(text_, coding_, Effort::quick);
        co_return co_await writer_.whole(response_head(), text_);
    }
    co_await flush();
    if (gzip_) {
        packed_.clear();
        gzip_->finish(packed_);
        co_await writer_.piece(packed_);
    }
    co_await writer_.end();
}

}  // namespace parlance::serve
