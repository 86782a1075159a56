#!/usr/bin/perl
# Those who answer for others: the signer's, the records clerk's and the heads' pages.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use File::Temp qw(tempdir);
use JSON::PP;
use Served;
use Test::More;

my $dunghen = $ENV{DUNGHEN};
my $dir     = tempdir(CLEANUP => 1);
my $db      = "$dir/demo";
is(system("$dunghen demo --no-serve --db $db --dossiers 1200 --months 2 --until 2026-11-23 >/dev/null 2>&1"),
	0, 'a province');
my ($list) = map { decode_json($_) } `$dunghen dossier list --open --db $db --limit 500 --json`;
my @open   = grep { $_->{state} eq 'open' && $_->{holder}{person} } @{ $list->{dossiers} };
my $s      = Served->start(db => $db, clock => '2026-11-28T08:00');

# A browser's jar for one person.
sub enter {
	my ($key) = @_;
	my $r = $s->post('/demo/sign-in', "person=$key");
	my ($cookie) = ($r->{header}{'set-cookie'} // '') =~ /(session=[0-9a-f]+)/;
	return $cookie;
}
sub page { my ($who, $path) = @_; return $s->get($path, Cookie => $who) }

# Fields may stand more than once: name => value, name => value …
sub form {
	my ($who, $path, @field) = @_;
	my @pair;
	while (my ($name, $v) = splice @field, 0, 2) {
		$v =~ s/([^A-Za-z0-9])/sprintf '%%%02X', ord $1/ge;
		push @pair, "$name=$v";
	}
	return $s->post($path, join('&', @pair), Cookie => $who);
}
sub hidden { my ($r, $name) = @_; my ($v) = $r->{body} =~ /name="$name" value="([^"]*)"/; return $v }
sub timeline { my ($code) = @_; return scalar `$dunghen dossier timeline $code --db $db --json` }

# --- the signer ---
my ($wait) = grep { $_->{holder}{post} eq 'head' && $_->{holder}{unit} =~ /^\d+$/ } @open;
ok($wait, 'something waits with the head of an agency');
my $code = $wait->{code};
my $head = enter($wait->{holder}{person});
my $sign = page($head, '/sign');
is($sign->{status}, 200, 'the list to sign');
like($sign->{body}, qr/\Q$code\E/, 'has it');
my $one = page($head, "/sign/$code");
is($one->{status}, 200, 'one to sign');
like($one->{body}, qr/<b>(CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG)<\/b>/, 'with the block of the signature');
like($one->{body}, qr{action="/sign/\Q$code\E/act/sign"}, 'and the form');
my $token = hidden($one, 'token');
is(form($head, "/sign/$code/act/deliver", token => $token, key => 'l1')->{status}, 404, 'no other action there');
my $bare = form($head, "/sign/$code/act/send_back", token => $token, key => 'l2', note => 'Thiếu <b>lý do</b>');
is($bare->{status}, 422, 'sent back without a reason is refused');
like($bare->{body}, qr/Thiếu &lt;b&gt;lý do/, 'with what was typed');
# Sending back accuses: it is asked about once more, without a script.
my @back = (token => $token, reason => 'R06', note => 'Sai <i>tên</i>');
my $ask = form($head, "/sign/$code/act/send_back", @back, key => 'l2b');
is($ask->{status}, 200, 'sending back is asked about');
like($ask->{body}, qr{action="/sign/\Q$code\E/act/send_back"}, 'by a form that does it');
like($ask->{body}, qr/Sai &lt;i&gt;tên/, 'with what was typed');
unlike(timeline($code), qr/"kind":"sent_back"/, 'and nothing is done');
my $change = form($head, "/sign/$code/act/send_back", @back, key => 'l2b', again => 1);
like($change->{body}, qr/<option value="R06" selected/, 'it can be changed');
like($change->{body}, qr/Sai &lt;i&gt;tên/, 'with the input kept');
my $done = form($head, "/sign/$code/act/sign", token => $token, key => 'l3');
is($done->{header}{location}, "/sign?sign=$code", 'signed, back to the list');
like(timeline($code), qr/"kind":"signed"/, 'on record');
like(page($head, "/sign/$code")->{body}, qr/Hiện ông\/bà không ký được/, 'signed once');

# --- the records clerk: file, number and ready in one form ---
my $line = 'a-line-between';
sub multipart {
	my ($who, $path, @pairs) = @_;
	my $body = '';
	while (my ($name, $v) = splice @pairs, 0, 2) {
		$body .= "--$line\r\nContent-Disposition: form-data; name=\"$name\"";
		$body .= ref $v ? "; filename=\"$v->[0]\"\r\nContent-Type: application/pdf\r\n\r\n$v->[1]\r\n" : "\r\n\r\n$v\r\n";
	}
	return $s->post($path, "$body--$line--\r\n", Cookie => $who, 'Content-Type' => "multipart/form-data; boundary=$line");
}
my ($van) = grep { page(enter($_), '/records')->{body} =~ m{href="/records/\Q$code\E} }
	$s->get("/demo/people?agency=$wait->{holder}{unit}")->{body} =~ /name="person" value="([^"]+)"/g;
ok($van, 'somebody keeps the books');
my $clerk = enter($van);
my $book  = page($clerk, "/records/$code");
is($book->{status}, 200, 'the page of one result');
like($book->{body}, qr/ký lúc/, 'says who signed it');
my ($next) = $book->{body} =~ /name="number" value="(\d+)"/;
ok($next, 'and the next number of the book');
my $bt = hidden($book, 'token');
my $nofile = multipart($clerk, "/records/$code", token => $bt, key => 'n0', book => 'QD<b>', number => "$next/QD");
is($nofile->{status}, 422, 'without a file it is refused');
like($nofile->{body}, qr/value="QD&lt;b&gt;"/, 'with what was typed');
my $pdf = "%PDF-1.7\n" . 'a result ' x 100;
my $issued = multipart($clerk, "/records/$code", token => $bt, key => 'n1', book => 'QD', number => "$next/QD", sealed => 1, file => [ 'ket-qua.pdf', $pdf ]);
is($issued->{header}{location}, "/records?done=$code", 'numbered and ready');
my $story = timeline($code);
like($story, qr/"kind":"$_"/, "$_ stands on record") for qw(file_attached numbered ready);
like($story, qr/"number":"\Q$next\E\/QD"/, 'with its number');
is(page($clerk, "/records/H19.99-260101-0001")->{status}, 404, 'one that is not there');

# Who leads nothing signs nothing.
my ($officer) = map { $_->{holder}{person} } grep { $_->{holder}{post} eq 'officer' } @open;
is(page(enter($officer), "/sign/$code")->{status}, 403, 'not for an officer');

# Several at once: those that were not opened cannot be signed with others.
my %queue;
for my $r (@open) {
	push @{ $queue{ $r->{holder}{person} } }, $r->{code} if $r->{holder}{post} eq 'head' && $r->{holder}{unit} =~ /^\d+$|^[a-z-]+$/;
}
my ($signer) = sort { @{ $queue{$b} } <=> @{ $queue{$a} } } grep { $_ ne $wait->{holder}{person} } keys %queue;
SKIP: {
	skip 'nobody has something to sign', 8 if !$signer;
	my $who = enter($signer);
	my ($many) = map { $_->{body} } page($who, '/sign');
	my @codes = $many =~ m{href="/sign/([A-Z0-9.]+-\d+-\d+)}g;
	skip 'nothing at the signing step', 8 if !@codes;
	my $first = $codes[0];
	unlike($many, qr/name="code" value="\Q$first\E"/, 'not opened: not to be ticked');
	my $t = hidden(page($who, '/sign'), 'token');
	my $ask = form($who, '/bulk?in=%2Fsign', token => $t, do => 'sign', code => $first);
	like($ask->{body}, qr/chưa được ông\/bà mở xem/, 'and refused when it is sent all the same');
	my $bad = form($who, '/bulk/do?in=%2Fsign', token => $t, do => 'sign', key => 'm1', code => $first);
	like($bad->{body}, qr/Bị từ chối: <b>1|Bị từ chối: 1/, 'by the core too');
	unlike(timeline($first), qr/"kind":"signed"/, 'nothing is signed');
	page($who, "/sign/$first");
	like(page($who, '/sign')->{body}, qr/name="code" value="\Q$first\E"/, 'opened: it can be ticked');
	my $sure = form($who, '/bulk?in=%2Fsign', token => $t, do => 'sign', code => $first);
	like($sure->{body}, qr{action="/bulk/do\?in=%2[fF]sign"}, 'one page asks before');
	my $ok = form($who, '/bulk/do?in=%2Fsign', token => $t, do => 'sign', key => 'm2', code => $first);
	like($ok->{body}, qr/Đã ký 1 hồ sơ/, 'and one says what was done');
	like(timeline($first), qr/"many":true/, 'on record as one of several');
}

# --- the head of a unit: who holds what, reassigning ---
my ($held) = grep { $_->{holder}{post} eq 'officer' } @open;
my ($boss) = map { $_->{holder}{person} } grep { $_->{holder}{unit} eq $held->{holder}{unit} && $_->{holder}{post} eq 'head' } @open;
if (!$boss) {
	my ($agency) = split /\./, $held->{holder}{unit};
	my $people = $s->get("/demo/people?agency=$agency")->{body};
	my ($part) = $people =~ /(Vào vai.*)/s;
	for my $key ($people =~ /name="person" value="([^"]+)"/g) {
		my $r = page(enter($key), '/unit');
		$boss = $key if $r->{status} == 200 && $r->{body} =~ /\Q$held->{code}\E/;
		last if $boss;
	}
}
ok($boss, 'somebody heads the unit');
my $chief = enter($boss);
my $unit  = page($chief, '/unit');
like($unit->{body}, qr/\Q$held->{code}\E/, 'sees what an officer holds');
like($unit->{body}, qr/class="bar"/, 'and how much each has');
my $ut = hidden($unit, 'token');
my ($to) = grep { $_ ne $held->{holder}{person} } $unit->{body} =~ /<option value="([^"]+)"/g;
my $none = form($chief, '/bulk?in=%2Funit', token => $ut, do => 'reassign', to => $to, code => $held->{code});
like($none->{body}, qr/Ghi lý do giao lại/, 'a note is wanted');
unlike($none->{body}, qr{action="/bulk/do}, 'before anything is done');
my $sure = form($chief, '/bulk?in=%2Funit', token => $ut, do => 'reassign', to => $to, note => 'Gấp <i>', code => $held->{code});
like($sure->{body}, qr{action="/bulk/do}, 'then it is asked once more');
like($sure->{body}, qr/value="Gấp &lt;i&gt;"/, 'with what was typed');
my $moved = form($chief, '/bulk/do?in=%2Funit', token => $ut, do => 'reassign', to => $to, note => 'Gấp', key => 'r1', code => $held->{code});
like($moved->{body}, qr/Đã giao lại 1 hồ sơ/, 'reassigned');
like(timeline($held->{code}), qr/"kind":"reassigned"/, 'on record');

# --- absences and delegations ---
my $away = page($chief, '/unit/absences');
is($away->{status}, 200, 'who is away');
my ($self) = $away->{body} =~ /<option value="([^"]+)" selected/;
is($self, $boss, 'one enters one\'s own, as a rule');
my $wrong = form($chief, '/unit/absences/add', token => $ut, key => 'a0', person => $to, from => '2030-01-07T07:30', to => '2030-01-06T17:00');
is($wrong->{status}, 422, 'a leave that ends before it begins');
like($wrong->{body}, qr/value="2030-01-06T17:00"/, 'with what was typed');
is(form($chief, '/unit/absences/add', token => $ut, key => 'a1', person => $to, from => '2030-01-07T07:30', to => '2030-01-09T17:00')->{header}{location},
	'/unit/absences?done=add', 'a leave for a member');
my $with = page($chief, '/unit/absences')->{body};
like($with, qr/07\/01\/2030/, 'is listed');
my ($from) = $with =~ /name="from" value="(2030[^"]+)"/;
is(form($chief, '/unit/absences/end', token => $ut, key => 'a2', person => $to, from => $from)->{header}{location},
	'/unit/absences?done=end', 'and ended');
unlike(page($chief, '/unit/absences')->{body}, qr/07\/01\/2030/, 'is listed no more');
my $other = enter($to);
my $own   = page($other, '/unit/absences');
is($own->{status}, 200, 'an officer enters their own leave');
is(form($other, '/unit/absences/add', token => hidden($own, 'token'), key => 'a3', person => $boss, from => '2030-01-07T07:30', to => '2030-01-09T17:00')->{status},
	403, 'and nobody else\'s');
is(page($other, '/unit/delegations')->{status}, 403, 'officers delegate nothing');
my $give = page($chief, '/unit/delegations');
is($give->{status}, 200, 'whose post is given to whom');
my ($gu) = $give->{body} =~ /name="unit" value="([^"]+)"/;
is(form($chief, '/unit/delegations/add', token => $ut, key => 'd1', person => $boss, to => $to, unit => $gu, post => 'head', until => '2030-01-09T17:00')->{header}{location},
	'/unit/delegations?done=add', 'delegated');
my $given = page($chief, '/unit/delegations')->{body};
my ($since) = $given =~ /name="from" value="(20[^"]+\+07:00)"/;
is(form($chief, '/unit/delegations/end', token => $ut, key => 'd2', person => $boss, to => $to, unit => $gu, post => 'head', from => $since)->{header}{location},
	'/unit/delegations?done=end', 'and taken back');
is(form($chief, '/unit/absences/fly', token => $ut, key => 'd3')->{status}, 404, 'no other verb');

# --- the one-stop head: promised, and no result ---
my ($desk, $late);
for my $r (grep { $_->{promise} && $_->{promise} lt '2026-11-23' } @open) {
	my $d = decode_json(scalar `$dunghen dossier show $r->{code} --db $db --json`);
	my ($o) = grep { $_->{holder}{post} && $_->{holder}{post} eq 'head' && $_->{kind} eq 'answer' } @{ $d->{obligations} };
	# Some were signed above, some have a new date.
	my $still = $d->{state} eq 'open' && $d->{due} lt '2026-11-23';
	($desk, $late) = ($o->{holder}{person}, $r->{code}) if $o && $still;
	last if $desk;
}
SKIP: {
	skip 'no late online dossier', 10 if !$desk;
	my $lead = enter($desk);
	my $list = page($lead, '/counter/promised');
	is($list->{status}, 200, 'what was promised');
	like($list->{body}, qr/\Q$late\E/, 'has a late one');
	my $pt = hidden($list, 'token');
	is(form($lead, "/counter/promised/$late/urge", token => $pt, key => 'u1')->{header}{location},
		"/counter/promised?urge=$late", 'one key urges');
	like(timeline($late), qr/"kind":"urged"/, 'on record');
	is(form($lead, "/counter/promised/$late/urge", token => $pt, key => 'u1')->{status}, 303, 'pressed twice it urges once');
	my $twice = form($lead, "/counter/promised/$late/urge", token => $pt, key => 'u2');
	is($twice->{status}, 422, 'never twice while one is open');
	like($twice->{body}, qr/role="alert"/, 'and the page says why');
	is(form($lead, "/counter/promised/$late/came", token => $pt, key => 'c1')->{status}, 303, 'somebody came for nothing');
	like(page($lead, '/counter/promised')->{body}, qr/dân đến 1 lần/, 'is counted in the list');
	is(form($lead, "/counter/promised/$late/fly", token => $pt, key => 'c2')->{status}, 404, 'no other verb');
}

# --- accounts, for an administrator ---
is(page($chief, '/admin/accounts')->{status}, 403, 'accounts are not for heads');
my $admin = enter('admin') // enter('qt');
ok($admin, 'an administrator');
my $accounts = page($admin, '/admin/accounts');
is($accounts->{status}, 200, 'sees the accounts');
my $search = page($admin, "/admin/accounts?q=$to");
like($search->{body}, qr{href="/admin/accounts/\Q$to\E"}, 'finds one by its key');
is(page($other, '/work')->{status}, 200, 'whose owner is signed in');
my $at = hidden($accounts, 'token');
my $asked = form($admin, "/admin/accounts/$to/give", token => $at);
like($asked->{body}, qr{<form method="post" action="/admin/accounts/\Q$to\E/give".*name="sure"}s, 'asked once more before a password is given');
is(page($other, '/work')->{status}, 200, 'nothing has happened yet');
like(form($admin, "/admin/accounts/$to/lock", token => $at)->{body}, qr/không ai đăng nhập được/, 'before a lock too');
like(form($admin, "/admin/accounts/$to/end", token => $at)->{body}, qr/nội dung đang nhập dở có thể mất/, 'and before sessions are ended');
like(form($admin, "/admin/accounts/$to/end", token => $at, sure => 1)->{body}, qr/Mọi phiên đã kết thúc/, 'sessions ended');
is(page($other, '/work')->{status}, 303, 'they have');
is(form($admin, "/admin/accounts/$to/end", token => $at, sure => 1)->{status}, 409, 'there is none any more');
$other = enter($to);
my $gave = form($admin, "/admin/accounts/$to/give", token => $at, sure => 1);
my ($secret) = $gave->{body} =~ m{<b>([a-z0-9]{4}-[a-z0-9-]+)</b>};
ok($secret, 'a one-time password is shown');
unlike(page($admin, "/admin/accounts/$to")->{body}, qr/\Q$secret\E/, 'this once');
is(page($other, '/work')->{status}, 303, 'the sessions of before have ended');
is($s->post('/sign-in', "key=$to&password=$secret")->{header}{location}, '/own/password', 'it is good for choosing one\'s own');
like(form($admin, "/admin/accounts/$to/lock", token => $at, sure => 1)->{body}, qr/Đã khóa tài khoản/, 'locked');
is($s->post('/sign-in', "key=$to&password=$secret")->{status}, 403, 'and it opens nothing');
is(form($admin, "/admin/accounts/$to/lock", token => $at, sure => 1)->{status}, 409, 'locked once');
like(form($admin, "/admin/accounts/$to/unlock", token => $at)->{body}, qr/Đã mở khóa/, 'unlocked');
is(form($admin, "/admin/accounts/nobody/end", token => $at)->{status}, 404, 'nobody\'s');
is(form($admin, "/admin/accounts/$to/fly", token => $at)->{status}, 404, 'no other verb');

is($s->stop, 0, 'it stops');
is(system("$dunghen verify --db $db >/dev/null"), 0, 'the store verifies');
done_testing();
