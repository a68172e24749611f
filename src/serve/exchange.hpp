#pragma once

#include "serve/admission.hpp"
#include "serve/call.hpp"
#include "serve/event_reply.hpp"
#include "serve/loop.hpp"
#include "serve/mcp/server.hpp"
#include "serve/operation.hpp"
#include "serve/request_reader.hpp"
#include "serve/response_writer.hpp"
#include "serve/router.hpp"
#include "serve/row_reply.hpp"

#include <optional>
#include <stop_token>
#include <string>

namespace parlance::serve {

struct Services;

/// What all exchanges of a server share.
struct Doorway {
    Services& with;
    Router router;
    mcp::Server mcp;
    Admission admission;
    bool secure = false;  ///< people come by TLS, here or at a proxy
};

/// One request and its answer over HTTP: finds the operation, checks who may, reads the input, runs
/// the handler and writes what it gives. The one place where a failure becomes an answer.
class Exchange final : public Door {
public:
    Exchange(
        Doorway& doorway,
        Connection& connection,
        RequestReader& reader,
        ResponseWriter& writer,
        boost::asio::any_io_executor executor
    );

    /// Answers the request that the reader holds.
    Task<void> answer();

    /// Answers a request that could not even be read.
    Task<void> refuse(Error error);

    std::string_view header(std::string_view name) const override { return reader_.header(name); }
    Task<void> event(std::string_view name, std::string json) override;
    RowSink& rows(RowHead head) override;
    Upload& upload() override;
    void set_cookie(Cookie cookie) override;
    std::string_view text() const override { return text_; }

private:
    Task<std::optional<Error>> attempt();
    Task<void> perform();
    Task<void> run(const Operation& operation, PathValues path);
    Task<void> authenticate(const Operation& operation);
    Task<std::string> read_body();
    Task<void> begin_events();
    Task<void> reply(const Operation& operation, Outcome outcome);
    Task<void> reply_value(const Operation& operation, const std::string& text);
    Task<void> reply_file(const File& file);
    Task<void> reply_page(std::string_view path);
    Task<void> serve_mcp();
    Task<void> reply_problem(Error error);
    void decide_on_connection();
    [[nodiscard]] std::string headers() const;
    void tell() const;

    Doorway& doorway_;
    Connection& connection_;
    RequestReader& reader_;
    ResponseWriter& writer_;
    boost::asio::any_io_executor executor_;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    std::stop_source stop_;
    Call call_{*this};
    std::string more_headers_;
    const Operation* operation_ = nullptr;
    bool is_mcp_ = false;
    std::string_view query_;
    std::string_view text_;
    std::optional<EventReply> events_;
    std::unique_ptr<RowsOut> rows_;
    std::unique_ptr<Upload> upload_;
    std::string error_code_;
};

}  // namespace parlance::serve
