#include "base/error.hpp"
#include "serve/testing.hpp"

#include <boost/asio/steady_timer.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <atomic>

namespace parlance::serve {
namespace {

using namespace std::chrono_literals;
using testing::Answer;
using testing::Client;
using ::testing::EndsWith;
using testing::facts;
using ::testing::HasSubstr;
using testing::request;
using testing::Running;
using ::testing::StartsWith;

struct Wanted {
    std::int64_t rows = 0;
    RowFormat format = RowFormat::json;
    bool breaks = false;
};
BOOST_DESCRIBE_STRUCT(Wanted, (), (rows, format, breaks))
constexpr auto notes(const Wanted*) {
    return std::array{json::note("format").optional(), json::note("breaks").optional()};
}

struct Step {
    std::string step;
};
BOOST_DESCRIBE_STRUCT(Step, (), (step))

struct Received {
    std::int64_t bytes = 0;
    std::string name;
    std::string sum;
};
BOOST_DESCRIBE_STRUCT(Received, (), (bytes, name, sum))

struct UploadRequest {
    std::string filename;
};
BOOST_DESCRIBE_STRUCT(UploadRequest, (), (filename))

std::atomic<std::int64_t> sent_rows = 0;
std::atomic<int> ended_early = 0;

/// Counts how far a stream got, and whether it was cut off.
class Watched {
public:
    Watched() = default;
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;
    ~Watched() { ended_early += done ? 0 : 1; }
    bool done = false;
};

Task<Rows> stream(Services&, Call& call, Wanted wanted) {
    Watched watched;
    sent_rows = 0;
    RowHead head{.id = "q1", .format = wanted.format, .limit = 5000};
    RowSink& out = call.rows(std::move(head));
    const std::vector<ResultColumn> columns{{"id", Type::integer}, {"name", Type::text}};
    co_await out.begin(columns);
    Batch batch(2);
    for (std::int64_t row = 0; row < wanted.rows; ++row) {
        batch.add(CellKind::number, std::to_string(row));
        batch.add(CellKind::text, "somebody with a name");
        if (batch.rows() < 1000 && row + 1 < wanted.rows) continue;
        co_await out.rows(batch);
        sent_rows += static_cast<std::int64_t>(batch.rows());
        batch.clear();
    }
    if (wanted.breaks) throw Error(Failure::upstream, "source_lost", "The database went away.");
    watched.done = true;
    co_return Rows{RunSummary{.rows = wanted.rows, .execution_ms = 1.5}};
}

Task<Step> tell(Services&, Call& call, Step step) {
    Step begun{"begun"};
    co_await call.tell("step", begun);
    if (step.step == "think") {
        boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, 900ms);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
    if (step.step == "fail") throw Error(Failure::refused, "refused", "No.");
    co_return step;
}

Task<Received> receive(Services&, Call& call, UploadRequest request) {
    Received received{.name = request.filename};
    uLong sum = crc32(0, nullptr, 0);
    for (;;) {
        const std::string_view piece = co_await call.upload().next();
        if (piece.empty()) break;
        received.bytes += static_cast<std::int64_t>(piece.size());
        sum = crc32(
            sum, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size())
        );
    }
    received.sum = fmt::format("{:08x}", sum);
    if (const auto name = call.upload().file_name(); !name.empty()) received.name = name;
    co_return received;
}

std::vector<Operation> operations() {
    Facts told = facts(Method::post, "/tell", "tell");
    told.events = {event<Step>("step")};
    told.last_event = "answer";
    Facts received = facts(Method::post, "/files", "receive");
    received.takes = Takes::upload;
    return {
        operation(facts(Method::get, "/rows", "rows"), &stream),
        operation(told, &tell),
        operation(received, &receive),
    };
}

class StreamTest : public ::testing::Test {
protected:
    StreamTest() : at_(operations(), {.upload_mib_max = 1}) { at_.start(); }

    Running at_;
};

std::string sum_of(std::string_view bytes) {
    return fmt::format(
        "{:08x}",
        crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()))
    );
}

std::string unzipped(std::string_view packed) {
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    std::string out(64 << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

TEST_F(StreamTest, SendsFewRowsAsOnePiece) {
    const Answer answer = at_.ask(request("GET", "/rows?rows=2"));
    EXPECT_EQ(answer.header("Transfer-Encoding"), "");
    EXPECT_EQ(answer.header("Parlance-Row-Limit"), "5000");
    EXPECT_EQ(
        answer.body,
        R"({"id":"q1","columns":[{"name":"id","type":"integer"},{"name":"name","type":"text"}],)"
        R"("rows":[[0,"somebody with a name"],[1,"somebody with a name"]],)"
        R"("row_count":2,"truncated":false,"execution_ms":1.5})"
    );
}

TEST_F(StreamTest, SendsManyRowsInChunks) {
    const Answer answer = at_.ask(request("GET", "/rows?rows=100000"));
    EXPECT_EQ(answer.header("Transfer-Encoding"), "chunked");
    EXPECT_TRUE(answer.complete);
    EXPECT_EQ(answer.json().at("rows").as_array().size(), 100000U);
}

TEST_F(StreamTest, SendsOtherFormats) {
    const Answer lines = at_.ask(request("GET", "/rows?rows=1&format=ndjson"));
    EXPECT_EQ(lines.header("Content-Type"), "application/x-ndjson");
    EXPECT_THAT(
        lines.body,
        EndsWith("[0,\"somebody with a "
                 "name\"]\n{\"row_count\":1,\"truncated\":false,\"execution_ms\":1.5}\n")
    );
    const Answer csv = at_.ask(request("GET", "/rows?rows=1&format=csv"));
    EXPECT_EQ(csv.body, "id,name\r\n0,somebody with a name\r\n");
    EXPECT_EQ(csv.header("Content-Disposition"), "attachment; filename=\"result.csv\"");
}

TEST_F(StreamTest, CompressesForThoseWhoAsk) {
    const std::string plain = at_.ask(request("GET", "/rows?rows=100000")).body;
    const Answer packed =
        at_.ask(request("GET", "/rows?rows=100000", {}, "Accept-Encoding: gzip\r\n"));
    EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
    EXPECT_LT(packed.body.size(), plain.size() / 4);
    EXPECT_EQ(unzipped(packed.body), plain);
    const Answer small = at_.ask(request("GET", "/rows?rows=100", {}, "Accept-Encoding: gzip\r\n"));
    EXPECT_EQ(small.header("Content-Encoding"), "gzip");
    EXPECT_EQ(unzipped(small.body), at_.ask(request("GET", "/rows?rows=100")).body);
}

TEST_F(StreamTest, BreaksOffWhenTheSourceFailsInTheMiddle) {
    Client client = at_.client();
    const Answer answer = client.ask(request("GET", "/rows?rows=50000&breaks=true"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_FALSE(answer.complete);
    const Answer early = at_.ask(request("GET", "/rows?rows=5&breaks=true"));
    EXPECT_EQ(early.status, 502);
    EXPECT_EQ(early.code(), "source_lost");
}

TEST_F(StreamTest, WaitsForASlowReaderAndEndsWhenItLeaves) {
    const int before = ended_early;
    Client client = at_.client();
    client.send(request("GET", "/rows?rows=10000000"));
    ASSERT_TRUE(client.more());
    std::this_thread::sleep_for(300ms);
    const std::int64_t so_far = sent_rows;
    EXPECT_LT(so_far, 2000000);
    client.close();
    for (int round = 0; round < 200 && ended_early == before; ++round)
        std::this_thread::sleep_for(10ms);
    EXPECT_EQ(ended_early, before + 1);
}

TEST_F(StreamTest, GivesOldClientsTheBodyUpToTheEnd) {
    Client client = at_.client();
    client.send("GET /rows?rows=50000 HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n"
    );
    const Answer answer = client.read();
    EXPECT_EQ(answer.header("Transfer-Encoding"), "");
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_EQ(answer.json().at("row_count"), 50000);
}

TEST_F(StreamTest, TellsItsStepsToThoseWhoListen) {
    const std::string body = R"({"step":"done"})";
    EXPECT_EQ(at_.ask(request("POST", "/tell", body)).body, body);
    const Answer events = at_.ask(request("POST", "/tell", body, "Accept: text/event-stream\r\n"));
    EXPECT_EQ(events.header("Content-Type"), "text/event-stream");
    EXPECT_EQ(
        events.body,
        "id: 1\nevent: step\ndata: {\"step\":\"begun\"}\n\n"
        "id: 2\nevent: answer\ndata: {\"step\":\"done\"}\n\n"
    );
}

TEST(Stream, SaysThatItIsStillThere) {
    Running at(operations());
    at.services.patience.silence = 300ms;
    at.start();
    const std::string body = R"({"step":"think"})";
    const Answer events = at.ask(request("POST", "/tell", body, "Accept: text/event-stream\r\n"));
    EXPECT_THAT(events.body, HasSubstr("\"begun\"}\n\n: still here\n\n"));
    EXPECT_THAT(events.body, EndsWith("id: 2\nevent: answer\ndata: {\"step\":\"think\"}\n\n"));
    EXPECT_FALSE(at.ask(request("POST", "/tell", body)).body.contains("still here"));
}

TEST_F(StreamTest, TellsFailuresAsAnEventOnceTheStreamRuns) {
    const Answer failed =
        at_.ask(request("POST", "/tell", R"({"step":"fail"})", "Accept: text/event-stream\r\n"));
    EXPECT_EQ(failed.status, 200);
    EXPECT_THAT(
        failed.body, HasSubstr("event: error\ndata: {\"type\":\"urn:parlance:problem:refused\"")
    );
    const Answer wrong = at_.ask(request("POST", "/tell", "{}", "Accept: text/event-stream\r\n"));
    EXPECT_EQ(wrong.status, 422);
}

TEST_F(StreamTest, TakesRawUploads) {
    const std::string file(900'000, 'x');
    const Answer answer = at_.ask(request("POST", "/files?filename=a.csv", file));
    EXPECT_EQ(answer.json().at("bytes"), 900'000);
    EXPECT_EQ(answer.json().at("sum").as_string(), sum_of(file));
}

TEST_F(StreamTest, LimitsUploads) {
    const std::string file(1'100'000, 'x');
    EXPECT_EQ(at_.ask(request("POST", "/files?filename=a.csv", file)).code(), "upload_too_large");
    Client chunked = at_.client();
    chunked.send(
        "POST /files?filename=a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    chunked.send("10c8e0\r\n" + file + "\r\n0\r\n\r\n");
    EXPECT_EQ(chunked.read().code(), "upload_too_large");
}

std::string form(
    std::string_view content,
    std::string_view disposition = "name=\"file\"; filename=\"b \\\"c\\\".csv\""
) {
    return fmt::format(
        "--BoundarY\r\nContent-Disposition: form-data; {}\r\nContent-Type: "
        "text/csv\r\n\r\n{}\r\n--BoundarY--\r\n",
        disposition,
        content
    );
}

std::string form_request(std::string_view body) {
    return fmt::format(
        "POST /files?filename=a.csv HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
        "multipart/form-data; boundary=BoundarY\r\n"
        "Content-Length: {}\r\n\r\n{}",
        body.size(),
        body
    );
}

TEST_F(StreamTest, TakesTheFileOfAForm) {
    for (const std::string& content :
         {std::string("a,b\r\n1,2\r\n"),
          std::string(),
          std::string("\r\n--Boundar"),
          std::string(300'000, '-'),
          std::string("\r\n\r\n--")}) {
        const Answer answer = at_.ask(form_request(form(content)));
        ASSERT_EQ(answer.status, 200) << answer.body;
        EXPECT_EQ(answer.json().at("sum").as_string(), sum_of(content));
        EXPECT_EQ(answer.json().at("name").as_string(), "b \"c\".csv");
    }
}

TEST_F(StreamTest, RefusesFormsWithoutOneFile) {
    const std::string good = form("abc");
    const std::string no_file = form("abc", "name=\"file\"");
    const std::string two = good.substr(0, good.size() - 4) + "\r\n" + good.substr(2);
    const std::string cut = good.substr(0, good.size() - 10);
    for (const std::string& body :
         {no_file, two, cut, std::string("nothing"), std::string("--BoundarY--\r\n")}) {
        const Answer answer = at_.ask(form_request(body));
        EXPECT_EQ(answer.status, 400) << body;
        EXPECT_EQ(answer.code(), "malformed_request");
    }
}

TEST_F(StreamTest, EndsUploadsOfClientsThatLeave) {
    Client client = at_.client();
    client.send(
        "POST /files?filename=a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc"
    );
    client.stop_sending();
    EXPECT_EQ(client.read().status, 0);
}

}  // namespace
}  // namespace parlance::serve
