#include "agents/reply_cache.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace parlance::agents {
namespace {

using namespace std::chrono_literals;

ChatReply reply(std::size_t bytes) {
    return {.text = std::string(bytes, 'x')};
}

TEST(ReplyMemory, OwnersDoNotMeet) {
    ReplyMemory memory;
    MemoryReplyCache one(memory, "one"), two(memory, "two");
    one.keep("key", {.text = "a"});
    EXPECT_EQ(one.find("key").value_or(ChatReply{}).text, "a");
    EXPECT_FALSE(two.find("key"));
    memory.forget("one");
    EXPECT_FALSE(one.find("key"));
    EXPECT_EQ(memory.bytes(), 0);
}

TEST(ReplyMemory, ForgetsInTime) {
    std::chrono::steady_clock::time_point now{};
    ReplyMemory memory({.life = 2h, .now = [&] { return now; }});
    memory.keep("one", "key", reply(1));
    now += 119min;
    EXPECT_TRUE(memory.find("one", "key"));
    now += 1min;
    EXPECT_FALSE(memory.find("one", "key"));
    EXPECT_EQ(memory.bytes(), 0);
}

TEST(ReplyMemory, WhatWasUsedLeastLatelyGoesFirst) {
    ReplyMemory memory({.bytes_max = 6'000, .share_max = 6'000});
    for (const char* key : {"a", "b", "c"})
        memory.keep("one", key, reply(1'400));
    EXPECT_TRUE(memory.find("one", "a"));
    memory.keep("one", "d", reply(1'400));
    EXPECT_FALSE(memory.find("one", "b"));
    EXPECT_TRUE(memory.find("one", "a"));
    EXPECT_LE(memory.bytes(), 6'000);
}

TEST(ReplyMemory, NobodyPushesOutOthersBeyondAShare) {
    ReplyMemory memory({.bytes_max = 100'000, .share_max = 5'000});
    memory.keep("quiet", "key", reply(1'000));
    for (int i = 0; i < 200; ++i)
        memory.keep("loud", std::to_string(i), reply(1'000));
    EXPECT_TRUE(memory.find("quiet", "key"));
    EXPECT_TRUE(memory.find("loud", "199"));
    EXPECT_LE(memory.bytes(), 10'000);
    memory.keep("loud", "huge", reply(10'000));
    EXPECT_FALSE(memory.find("loud", "huge"));
    EXPECT_TRUE(memory.find("loud", "199"));
}

TEST(ReplyMemory, TheNewestReplyCounts) {
    ReplyMemory memory;
    memory.keep("one", "key", {.text = "a"});
    memory.keep("one", "key", {.text = "b"});
    EXPECT_EQ(memory.find("one", "key").value_or(ChatReply{}).text, "b");
}

TEST(ReplyMemory, IsSafeFromSeveralThreads) {
    ReplyMemory memory({.bytes_max = 20'000, .share_max = 8'000});
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&memory, thread] {
            for (int i = 0; i < 2'000; ++i) {
                const std::string owner = std::to_string((thread + i) % 3);
                memory.keep(owner, std::to_string(i % 37), reply(500));
                (void)memory.find(owner, std::to_string(i % 11));
                if (i % 100 == 0) memory.forget(owner);
            }
        });
    }
    threads.clear();
    EXPECT_LE(memory.bytes(), 20'000);
}

}  // namespace
}  // namespace parlance::agents
