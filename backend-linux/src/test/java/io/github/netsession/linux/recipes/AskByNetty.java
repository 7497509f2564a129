package io.github.netsession.linux.recipes;

import io.github.netsession.NetworkSockets;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Asks a server a question by Netty. */
public final class AskByNetty {

    private AskByNetty() {
    }

    /** Makes a channel that leaves by the access point in use. Netty fails the future of the connection with what this throws. */
    private static SocketChannel directed(NetworkSockets sockets) {
        try {
            return new NioSocketChannel(sockets.openSocketChannel());
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }

    /** The group is one of Netty's NIO transport. */
    public static String ask(EventLoopGroup group, NetworkSockets sockets, String host, int port, String question) throws InterruptedException {
        StringBuffer answer = new StringBuffer();
        Bootstrap bootstrap = new Bootstrap().group(group).channelFactory(() -> directed(sockets));
        SocketChannel channel = (SocketChannel) bootstrap.handler(new SimpleChannelInboundHandler<ByteBuf>() {
            @Override
            protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
                answer.append(bytes.toString(StandardCharsets.US_ASCII));
            }
        }).connect(host, port).sync().channel();
        channel.writeAndFlush(Unpooled.copiedBuffer(question, StandardCharsets.US_ASCII)).sync();
        channel.shutdownOutput().sync();
        channel.closeFuture().await(10, TimeUnit.SECONDS);
        channel.close();
        return answer.toString();
    }
}
