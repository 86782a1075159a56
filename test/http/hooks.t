#!/usr/bin/perl
# Webhooks in the browser, while the server runs: added and told at once, tested, removed.
use strict;
use warnings;
use utf8;
use Digest::SHA qw(hmac_sha256);
use FindBin;
use IO::Select;
use IO::Socket::INET;
use JSON::PP;
use MIME::Base64;
use lib $FindBin::Bin;
use Office;
use Test::More;

binmode Test::More->builder->$_, ':encoding(UTF-8)' for qw(output failure_output);
my $office = Office->new(clock => '2026-03-02T08:00',
	people => { lan => 'clerk 25195.mc', tuan => 'officer 25195.kt', chu => 'head 25195' });
my ($r) = $office->act([ lan => receive_new => { procedure => '1.001612', channel => 'counter',
	receiving => '25195.mc', owner => { name => 'Lê Thị Mẫu' } } ]);
my $code = $r->{code};
$office->act([ lan => hand_over => { dossier => $code, outcome => 'forward' } ]);
sub got { my $r = $office->get(@_); utf8::decode($r->{body}); return $r }
sub sent { my $r = $office->post(@_); utf8::decode($r->{body}); return $r }
sub has { my ($text, $want, $name) = @_; return ok($text =~ $want, $name) }
sub lacks { my ($text, $not, $name) = @_; return ok($text !~ $not, $name) }

# --- the receiver ---
my $door = IO::Socket::INET->new(Listen => 8, LocalAddr => '127.0.0.1', ReuseAddr => 1) or die "no receiver\n";
my $url = 'http://127.0.0.1:' . $door->sockport . '/in';
# Waits for one message, at most 30 seconds; answers with that status.
sub receive {
	my ($status) = @_;
	IO::Select->new($door)->can_read(30) or return;
	my $c = $door->accept or return;
	my $text = '';
	while ($text !~ /\r\n\r\n/) { sysread($c, $text, 65536, length $text) or last }
	my ($head, $body) = split /\r\n\r\n/, $text, 2;
	my %h = map { /^([^:]+): *(.*)/ ? (lc $1 => $2) : () } split /\r\n/, $head;
	while (length $body < ($h{'content-length'} // 0)) { sysread($c, $body, 65536, length $body) or last }
	print $c "HTTP/1.1 $status X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
	close $c;
	return { head => \%h, json => decode_json($body), body => $body };
}
# Until the page says it, at most 30 seconds.
sub until_shown {
	my ($want) = @_;
	my $until = time + 30;
	my $page;
	do { select undef, undef, undef, 0.05; $page = got(qt => '/admin/webhooks')->{body} } while $page !~ $want && time < $until;
	return $page =~ $want;
}

# --- a server that nothing goes out of ---
$office->serve(clock => '2026-03-02T08:05', 'webhook-local' => undef);
is(got(chu => '/admin/webhooks')->{status}, 403, 'not for a head');
is(sent(chu => '/admin/webhooks', url => $url)->{status}, 403, 'nor by a form');
my $page = got(qt => '/admin/webhooks');
is($page->{status}, 200, 'there for the administrator');
has($page->{body}, qr/Máy chủ đang chạy không có đường gửi ra ngoài/, 'and says that nothing goes out');
has($page->{body}, qr/Chưa có webhook nào/, 'there is none');
is($office->{served}->stop, 0, 'it stops');
%{ $office->{$_} } = () for qw(jar token);

# --- one that may ---
$office->serve(clock => '2026-03-02T08:05', 'webhook-local' => undef, webhooks => undef);
lacks(got(qt => '/admin/webhooks')->{body}, qr/không có đường gửi/, 'with --webhooks something may');
my $bad = sent(qt => '/admin/webhooks', url => 'ftp://127.0.0.1/', kind => ['ready']);
is($bad->{status}, 422, 'no address of the web');
has($bad->{body}, qr/id="url-wrong">Địa chỉ “ftp:/, 'is said beside it');
has($bad->{body}, qr/value="ready" checked/, 'what was chosen is kept');
my $made = sent(qt => '/admin/webhooks', url => $url, kind => [qw(taken ready)]);
is($made->{status}, 200, 'added');
my ($secret) = $made->{body} =~ /whsec_([A-Za-z0-9+\/]{43}=)/;
ok($secret, 'with its secret') or diag $made->{body};
my $list = got(qt => '/admin/webhooks')->{body};
lacks($list, qr/whsec_/, 'shown once');
has($list, qr{\Q$url\E<br>.*nhận xử lý, có kết quả.*chưa gửi gì}s, 'listed with address and kinds');

# --- a test ---
is(sent(qt => '/admin/webhooks/1/test')->{header}{location}, '/admin/webhooks?done=test', 'a test is asked for');
my $m = receive(500);
is($m->{json}{type}, 'ping', 'it comes') or diag explain $m;
my $mac = encode_base64(hmac_sha256("$m->{head}{'webhook-id'}.$m->{head}{'webhook-timestamp'}.$m->{body}", decode_base64($secret)), '');
is($m->{head}{'webhook-signature'}, "v1,$mac", 'signed');
ok(until_shown(qr{không đến nơi từ.*500, lúc}s), 'what was answered is shown');
is(sent(qt => '/admin/webhooks/1/test')->{status}, 303, 'another');
receive(204);
ok(until_shown(qr{đến nơi</td>.*204, lúc}s), 'which arrives');
has(got(qt => '/admin/webhooks')->{body}, qr{<td class="num" data-name="Đã đến">0</td><td class="num" data-name="Đã bỏ">0</td>}, 'tests are no deliveries');
is(sent(qt => '/admin/webhooks/9/test')->{status}, 404, 'of one there is not');
is(sent(qt => '/admin/webhooks/1/fly')->{status}, 404, 'nor another act');

# --- told while it serves ---
has(sent(qt => '/admin/webhooks', url => $url, units => '25195,nowhere')->{body}, qr/id="units-wrong">Không có đơn vị “nowhere”/, 'a unit there is not');
is(sent(qt => '/admin/webhooks', url => "$url?other", units => '25195.vhxh')->{status}, 200, 'another one, of another unit');
is(sent(qt => '/admin/webhooks', url => "$url?own", units => '25195', kind => ['taken'])->{status}, 200, 'and one of the commune');
has(got(qt => '/admin/webhooks')->{body}, qr{own<br>.*?nhận xử lý<br><span[^>]*>Phường Bình Phước<}s, 'which is listed');
is(sent(tuan => "/dossiers/$code/act/take")->{status}, 303, 'an officer takes a dossier');
$m = receive(204);
my $second = receive(204);
is(join(' ', sort map { $_->{head}{'webhook-id'} =~ /^msg_(\d+)/ } $m, $second), '1 3', 'to all whose units it is of, and to no other');
is($m->{json}{type}, 'dossier.taken', 'which is told at once');
is($m->{json}{data}{code}, $code, 'of which dossier');
lacks($m->{body}, qr/Mẫu|tuan/i, 'and of nobody');
ok(until_shown(qr{Đã đến">1</td>.*Đã đến">0</td>.*Đã đến">1</td>}s), 'and counted');
ok(!IO::Select->new($door)->can_read(0), 'nothing else came');

# --- removed ---
my $ask = sent(qt => '/admin/webhooks/1/remove');
has($ask->{body}, qr/name="sure" value="1"/, 'removing is asked about once more');
is(sent(qt => '/admin/webhooks/1/remove', sure => 1)->{header}{location}, '/admin/webhooks?done=remove', 'removed');
lacks(got(qt => '/admin/webhooks')->{body}, qr/\Q$url\E<br>/, 'and gone');
is(sent(qt => '/admin/webhooks/1/remove', sure => 1)->{status}, 404, 'once');
has(got(qt => '/admin/search?who=qt')->{body}, qr/gỡ webhook.*thêm webhook/s, 'both stand in the ledger');
is($office->{served}->stop, 0, 'it stops');
done_testing();
