#include "base/threads.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

namespace parlance {
namespace {

TEST(Blocking, RunsElsewhereAndResumesAtHome) {
    BlockingPool pool("test", 2);
    boost::asio::io_context home;
    std::thread::id worked;
    std::thread::id resumed;
    std::string result;
    auto story = [&]() -> Task<void> {
        auto work = [&] {
            worked = std::this_thread::get_id();
            return std::string("done");
        };
        result = co_await blocking(pool, work);
        resumed = std::this_thread::get_id();
    };
    boost::asio::co_spawn(home, story, boost::asio::detached);
    home.run();
    EXPECT_EQ(result, "done");
    EXPECT_NE(worked, std::this_thread::get_id());
    EXPECT_EQ(resumed, std::this_thread::get_id());
}

TEST(Blocking, BringsExceptionsBack) {
    BlockingPool pool("test", 1);
    boost::asio::io_context home;
    std::exception_ptr failed;
    auto story = [&]() -> Task<void> {
        auto work = [] { throw std::runtime_error("broken"); };
        co_await blocking(pool, work);
    };
    boost::asio::co_spawn(home, story, [&](std::exception_ptr error) { failed = error; });
    home.run();
    EXPECT_THROW(std::rethrow_exception(failed), std::runtime_error);
}

TEST(BigThread, HasTheLargeStack) {
    bool big = false;
    EXPECT_FALSE(on_big_stack());
    run_on_big_stack([&] { big = on_big_stack(); });
    EXPECT_TRUE(big);
}

// Work may wait for another thread that needs such a stack too.
TEST(BigThread, CallersDoNotWaitForEachOther) {
    bool inner = false;
    run_on_big_stack([&] {
        std::thread([&] { run_on_big_stack([&] { inner = on_big_stack(); }); }).join();
    });
    EXPECT_TRUE(inner);
}

}  // namespace
}  // namespace parlance
