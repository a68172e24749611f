#include "net/transport.hpp"

#include "base/threads.hpp"
#include "net/curl_call.hpp"

#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <new>
#include <stdexcept>
#include <utility>
#include <vector>

namespace parlance::net {

namespace asio = boost::asio;

namespace {

using Result = std::expected<Reply, Trouble>;

struct Job {
    Outgoing outgoing;
    std::move_only_function<void(Result)> done;
    std::unique_ptr<CurlCall> call;  ///< of the thread
    bool cancelled = false;          ///< under the mutex

    void finish(Result result) { std::exchange(done, {})(std::move(result)); }
    void cancel() { finish(std::unexpected(Trouble::cancelled)); }
};
using JobPtr = std::shared_ptr<Job>;

CURLM* make_multi() {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    CURLM* multi = ready == CURLE_OK ? curl_multi_init() : nullptr;
    if (multi == nullptr) throw std::runtime_error("libcurl could not be started");
    return multi;
}

}  // namespace

/// The thread and what it shares with the others. Only the thread touches curl, but for
/// `curl_multi_wakeup`.
struct Transport::Loop {
    explicit Loop(TransportOptions given) : options(std::move(given)) {}
    ~Loop() { curl_multi_cleanup(multi); }

    void add(JobPtr job) {
        const std::scoped_lock lock(mutex);
        if (ending) return job->cancel();
        incoming.push_back(std::move(job));
        curl_multi_wakeup(multi);
    }

    void cancel(const JobPtr& job) {
        const std::scoped_lock lock(mutex);
        job->cancelled = true;
        leaving.push_back(job);
        curl_multi_wakeup(multi);
    }

    void end() {
        const std::scoped_lock lock(mutex);
        ending = true;
        curl_multi_wakeup(multi);
    }

    /// The body of the thread.
    void run() {
        while (take_news()) {
            int count = 0;
            curl_multi_perform(multi, &count);
            take_ended();
            curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
        }
        while (!running.empty())
            stop(JobPtr(running.begin()->second));
    }

    /// Begins what has come and stops what was cancelled; false at the end.
    bool take_news() {
        std::deque<JobPtr> come;
        std::vector<JobPtr> left;
        bool last = false;
        {
            const std::scoped_lock lock(mutex);
            come.swap(incoming);
            left.swap(leaving);
            last = ending;
        }
        for (const JobPtr& job : come)
            begin(job);
        for (const JobPtr& job : left)
            if (job->call) stop(job);
        return !last;
    }

    void begin(const JobPtr& job) {
        {
            const std::scoped_lock lock(mutex);
            if (job->cancelled) return job->cancel();
        }
        try {
            job->call = std::make_unique<CurlCall>(std::move(job->outgoing), options);
        } catch (const std::bad_alloc&) {
            return job->finish(std::unexpected(Trouble::unreachable));
        }
        running.emplace(job->call->handle(), job);
        curl_multi_add_handle(multi, job->call->handle());
    }

    void stop(const JobPtr& job) {
        forget(job);
        job->cancel();
    }

    void forget(const JobPtr& job) {
        curl_multi_remove_handle(multi, job->call->handle());
        running.erase(job->call->handle());
        job->call.reset();
    }

    void take_ended() {
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            const JobPtr job = running.at(message->easy_handle);
            Result result = job->call->result(message->data.result);
            forget(job);
            job->finish(std::move(result));
        }
    }

    const TransportOptions options;
    CURLM* multi = make_multi();
    std::mutex mutex;
    std::deque<JobPtr> incoming;
    std::vector<JobPtr> leaving;
    bool ending = false;
    std::map<CURL*, JobPtr> running;  ///< of the thread
    BigThread thread;
};

Transport::Transport(TransportOptions options) : loop_(std::make_shared<Loop>(std::move(options))) {
    loop_->thread = BigThread("net", [loop = loop_.get()] { loop->run(); });
}

Transport::~Transport() {
    loop_->end();
    loop_->thread.join();
}

Task<Result> Transport::send(Outgoing outgoing, std::stop_token stop) {
    const auto job = std::make_shared<Job>(std::move(outgoing));
    const std::stop_callback on_stop(stop, [loop = loop_, job] { loop->cancel(job); });
    auto initiate = [loop = loop_, job](auto handler) {
        auto home = asio::prefer(
            asio::get_associated_executor(handler), asio::execution::outstanding_work.tracked
        );
        job->done = [handler = std::move(handler), home = std::move(home)](Result result) mutable {
            auto resume = [handler = std::move(handler), result = std::move(result)]() mutable {
                std::move(handler)(std::move(result));
            };
            asio::post(home, std::move(resume));
        };
        loop->add(job);
    };
    co_return co_await asio::async_initiate<decltype(asio::use_awaitable), void(Result)>(
        std::move(initiate), asio::use_awaitable
    );
}

}  // namespace parlance::net
