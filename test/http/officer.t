#!/usr/bin/perl
# An officer's day by forms alone: the list of the day, one dossier and what can be
# done with it, the way back to where one came from.
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

# --- a store with one agency's people and a few dossiers of one officer ---
my $db = "$dir/s";
system("$dunghen demo --no-serve --db $db --dossiers 1500 --months 2 --until 2026-11-23 >/dev/null 2>&1") == 0
	or die "no province\n";
my $s = Served->start(db => $db, clock => '2026-11-28T08:00');

sub enter {
	my ($key) = @_;
	my $r = $s->post('/demo/sign-in', "person=$key");
	my ($cookie) = ($r->{header}{'set-cookie'} // '') =~ /(session=[0-9a-f]+)/;
	return $cookie;
}
# A page is too long to be shown when it lacks something.
sub has { my ($body, $what, $name) = @_; return ok($body =~ $what, $name) || diag("lacks $what") }
sub page { my ($who, $path) = @_; return $s->get($path, Cookie => $who) }
sub clear {
	my ($t) = @_;
	my %c = (lt => '<', gt => '>', amp => '&', quot => '"', '#39' => "'");
	$t =~ s/&(lt|gt|amp|quot|#39);/$c{$1}/g;
	return $t;
}

# The officer who has most in hand, so that a list has neighbours and something to hand over.
my %held;
for my $d (@{ decode_json(scalar `$dunghen dossier list --db $db --open --limit 1000 --json`)->{dossiers} }) {
	$held{ $d->{holder}{person} }++ if $d->{state} eq 'open' && ($d->{holder}{post} // '') eq 'officer';
}
my ($key) = sort { $held{$b} <=> $held{$a} || $a cmp $b } keys %held;
ok($key && $held{$key} >= 2, "somebody has two dossiers in hand") or BAIL_OUT('no such officer');
my $who = enter($key);

# --- the way from the list and back ---
my $work = page($who, '/work');
is($work->{status}, 200, 'the list of the day');
my @link = map { clear($_) } $work->{body} =~ m{<td[^>]*><a class="code" href="(/dossiers/[^"]+)"}g;
cmp_ok(scalar @link, '>=', 2, 'has two rows at least');
like($link[0], qr/\?in=%2Fwork\z/, 'whose links say where one comes from');
my $first = page($who, $link[0]);
is($first->{status}, 200, 'the first of them');
has($first->{body}, qr{<nav class="crumbs[^"]*"[^>]*><a href="/work"[ >]}, 'leads back');
unlike($first->{body}, qr/rel="prev"/, 'has nothing before it');
my ($next) = map { clear($_) } $first->{body} =~ m{<a href="([^"]+)" rel="next" data-key="j"};
is($next, $link[1], 'and the second after it');
has(page($who, $link[1])->{body}, qr{<a href="\Q$link[0]\E" rel="prev" data-key="k"}, 'which has the first before it');
my ($code) = $link[0] =~ m{/dossiers/([^?]+)};
unlike(page($who, "/dossiers/$code")->{body}, qr/rel="next"/, 'opened by its address it stands alone');
for my $in ('%2Fnowhere', '%2F%2Fevil.example', '%2Fdossiers%2Fx', '%2Fcounter%2Fonline') {
	my $r = page($who, "/dossiers/$code?in=$in&after=x");
	is($r->{status}, 200, "a list that is none of theirs ($in)");
	has($r->{body}, qr{<nav class="crumbs[^"]*"[^>]*><a href="/work"[ >]}, 'is the inbox');
}
is(page($who, "/dossiers/$code?in=%2Fwork&after=nonsense")->{status}, 200, 'a page that is none is no harm');
has($first->{body}, qr{<text class="who"[^>]*>Bạn</text>|>Bạn}, 'the ribbon says whose it is to whom it is');


# --- what of it: filters, each with its own empty state ---
for my $show (qw(late near waiting untaken)) {
	my $r = page($who, "/work?show=$show");
	is($r->{status}, 200, "the list of what is $show");
	has($r->{body}, qr{<a href="/work\?show=$show" aria-current="page">}, 'says so');
	my @rows = $r->{body} =~ m{<a class="code" href="([^"]+)"}g;
	has($r->{body}, @rows ? qr{<table} : qr{class="empty"}, 'rows, or why there are none');
	is(scalar(grep { !/in=%2Fwork&amp;show=$show/ } @rows), 0, 'rows keep the way back to it');
}
is(page($who, '/work?show=%3Cscript%3E')->{status}, 200, 'a filter that is none shows all');

# --- many at once: what will be done, what was, and why not ---
sub hidden { my ($r, $name) = @_; my ($v) = $r->{body} =~ /name="$name" value="([^"]*)"/; return $v }
sub esc { my ($v) = @_; $v =~ s/([^A-Za-z0-9])/sprintf '%%%02X', ord $1/ge; return $v }
sub form {
	my ($cookie, $path, @field) = @_;
	my @pair;
	while (my ($name, $value) = splice @field, 0, 2) {
		push @pair, "$name=" . esc($value);
	}
	return $s->post($path, join('&', @pair), Cookie => $cookie);
}
my $token = hidden($work, 'token');
my @codes = map { m{/dossiers/([^?]+)} } @link;
sub entries { return () = `$dunghen dossier timeline $_[0] --db $db --json` =~ /"seq":/g }
my $bulk = '/bulk?in=%2Fwork';
is($s->post('/bulk', 'do=take', Cookie => $who)->{status}, 403, 'a form without its token');
is(form($who, $bulk, token => $token, do => 'erase')->{status}, 400, 'an action that is none of these');
has(form($who, $bulk, token => $token, do => 'take')->{body}, qr/chưa chọn hồ sơ nào/, 'nothing ticked is said');
my @all = map { (code => $_) } @codes;
my $ask = form($who, $bulk, token => $token, do => 'hand_over', @all, code => 'H19.99-260101-9999', code => 'x<b>y');
is($ask->{status}, 200, 'a page that asks first');
has($ask->{body}, qr/H19\.99-260101-9999/, 'and says what cannot be done');
unlike($ask->{body}, qr/x<b>y/, 'in text, whatever was sent');
my @will = $ask->{body} =~ m{<input type="hidden" name="code" value="([^"]+)">}g;
my ($do) = map { clear($_) } $ask->{body} =~ m{action="(/bulk/do[^"]*)"};
my @held = map { entries($_) } @codes;
SKIP: {
	skip 'nothing of theirs can be handed over', 7 if !$do;
	my ($outcome) = $ask->{body} =~ m{name="outcome" value="([^"]+)"};
	my $key = hidden($ask, 'key');
	is_deeply([ map { entries($_) } @codes ], \@held, 'asking does nothing');
	my @send = (token => $token, key => $key, do => 'hand_over', outcome => $outcome, map { (code => $_) } @will, 'H19.99-260101-9999');
	my $done = form($who, $do, @send);
	is($done->{status}, 200, 'the page of what was done');
	has($done->{body}, qr/Bị từ chối: 1/, 'with what was refused');
	my $n = () = $done->{body} =~ /class="box on"/g;
	my @now = map { entries($_) } @will;
	cmp_ok($n, '>=', 1, 'and what was done');
	is(scalar(grep { `$dunghen dossier timeline $_ --db $db --json` =~ /"\Q$key.$_\E"/ } @will), $n, 'each under a key of its own');
	my $again = form($who, $do, @send);
	is(() = $again->{body} =~ /class="box on"/g, $n, 'sent again it says the same');
	is_deeply([ map { entries($_) } @will ], \@now, 'and does nothing twice');
}

# --- one dossier: refusals at their fields, harm only after a second question ---
# Whoever handed all of theirs on has none left that could be denied.
my ($mine, $d, $deny);
for my $other (sort { $held{$b} <=> $held{$a} || $a cmp $b } keys %held) {
	$who = enter($other);
	my $open = page($who, '/work');
	$token = hidden($open, 'token');
	for my $l (map { clear($_) } $open->{body} =~ m{<a class="code" href="([^"]+)"}g) {
		$d = page($who, $l);
		($deny) = map { clear($_) } $d->{body} =~ m{action="(/dossiers/[^"]+/act/deny[^"]*)"};
		($mine) = $l =~ m{/dossiers/([^?]+)};
		last if $deny;
	}
	last if $deny;
}
ok($deny, 'a dossier that could be denied') or BAIL_OUT('none');
like($deny, qr/\?in=%2Fwork/, 'whose forms keep the way back');
has($d->{body}, qr{<button class="btn[^"]*"[^>]*>[^<]+<span class="kbd"[^<]*</span><small>[^<]+ · [^<]+</small>}, 'a button says where it leads');
my ($form) = $d->{body} =~ m{(<form[^>]*act/deny.*?</form>)}s;
my ($key1) = $form =~ /name="key" value="([^"]+)"/;
my $before = entries($mine);
my $empty = form($who, $deny, token => $token, key => $key1);
is($empty->{status}, 422, 'a field left empty');
has($empty->{body}, qr/<textarea[^>]*id="deny-reasons"[^>]*aria-invalid="true"/, 'is marked');
has($empty->{body}, qr/id="deny-reasons-wrong">Cần ghi mục này/, 'and says what it wants');
my @typed = (token => $token, key => $key1, reasons => 'Thiếu <căn cứ> "pháp lý"');
my $sure = form($who, $deny, @typed);
is($sure->{status}, 200, 'a page asks once more');
has($sure->{body}, qr/name="sure" value="1"/, 'with a button for it');
has($sure->{body}, qr{<dd>Thiếu &lt;căn cứ&gt; &quot;pháp lý&quot;</dd>}, 'and repeats what was typed');
has($sure->{body}, qr/name="reasons" value="Thiếu &lt;căn cứ&gt; &quot;pháp lý&quot;"/, 'to be sent again');
is(entries($mine), $before, 'nothing has happened');
my $again = form($who, $deny, @typed, again => 1);
has($again->{body}, qr{<textarea[^>]*id="deny-reasons"[^>]*>\s*Thiếu &lt;căn cứ&gt;}, 'changed again, it is still there');
is(entries($mine), $before, 'and still nothing has happened');
my $yes = form($who, $deny, @typed, sure => 1);
is($yes->{status}, 303, 'sure');
like($yes->{header}{location}, qr{^/dossiers/\Q$mine\E\?in=%2Fwork&done=deny}, 'it is done');
cmp_ok(entries($mine), '>', $before, 'and stands in the ledger');
my $now = entries($mine);
is(form($who, $deny, @typed, sure => 1)->{status}, 303, 'pressed twice');
is(entries($mine), $now, 'it is done once');
my $after = page($who, $yes->{header}{location});
has($after->{body}, qr/role="status" data-forget="deny"/, 'the page says what was done');
has($after->{body}, qr{<blockquote>.*?Thiếu &lt;căn cứ&gt;}s, 'its history has what was typed');
has($after->{body}, qr{act/recall}, 'it can be recalled');
has($after->{body}, qr{còn rút lại được trong \d+ phút}, 'for some minutes more');
my ($recall) = map { clear($_) } $after->{body} =~ m{action="([^"]+act/recall[^"]*)"};
my $stale = form($who, $deny, token => $token, key => 'k-stale', reasons => 'x', sure => 1);
is($stale->{status}, 403, 'what is no longer theirs');
has($stale->{body}, qr/class="note bad" role="alert"/, 'is refused on the page');
is(form($who, $recall, token => $token, key => 'k-recall')->{status}, 200, 'a recall is asked about too');
is(form($who, $recall, token => $token, key => 'k-recall', sure => 1)->{status}, 303, 'and done');
has(page($who, "/dossiers/$mine")->{body}, qr{>Rút lại}, 'it is theirs again');
is(page($who, "/dossiers/$mine?done=%3Cb%3E&next=%22%3E")->{status}, 200, 'a word that is no action says nothing');

# --- the next, when somebody was quicker ---
my $late = form($who, '/work/next', token => $token, key => 'n-late', code => $mine);
is($late->{header}{location}, '/work?quicker=1', 'what is taken already leads back to the list');
has(page($who, '/work?quicker=1')->{body}, qr{Người khác vừa nhận việc đó}, 'which says so');

# --- an opinion owed: asked of a unit, answered by its head ---
my ($asked, $number, $chief);
for my $row (@{ decode_json(scalar `$dunghen dossier list --db $db --open --limit 1000 --json`)->{dossiers} }) {
	next if $row->{state} ne 'open';
	my $whole = decode_json(scalar `$dunghen dossier show $row->{code} --db $db --json`);
	my ($o, $another) = grep { $_->{kind} eq 'opinion' } @{ $whole->{obligations} };
	next if !$o || $another || $o->{to} || !$o->{holder}{person};
	($asked, $chief) = ($row->{code}, $o->{holder}{person});
	last if $asked;
}
ok($asked, 'somebody is asked for an opinion') or BAIL_OUT('none');
my $head = enter($chief);
my $owed = page($head, '/opinions');
has($owed->{body}, qr{href="/dossiers/\Q$asked\E\?in=%2Fopinions"}, 'the unit sees what it owes');
has($owed->{body}, qr{<a href="/opinions" aria-current="page">[^<]*<b>\d+</b>}, 'and how many');
my $it = page($head, "/dossiers/$asked?in=%2Fopinions");
has($it->{body}, qr{id="opinions".*?<small>[^<]+</small>}s, 'the question stands on the page');
has($it->{body}, qr{<option value="\d+" selected>Lần \d+: [^<]+</option>}, 'and in the form');
my ($answer) = map { clear($_) } $it->{body} =~ m{action="([^"]+act/answer_opinion[^"]*)"};
($number) = $it->{body} =~ m{<option value="(\d+)" selected>Lần};
my $t = hidden($it, 'token');
my $unsaid = form($head, $answer, token => $t, key => 'o-1', number => $number, text => 'Thống nhất');
is($unsaid->{status}, 422, 'an answer without its answer');
has($unsaid->{body}, qr{<select[^>]*id="answer_opinion-answer"[^>]*aria-invalid="true"}, 'is refused at that field');
has($unsaid->{body}, qr{<textarea[^>]*>\s*Thống nhất</textarea>}, 'with the rest kept');
my $given = form($head, $answer, token => $t, key => 'o-2', number => $number, answer => 'agree', text => 'Thống nhất');
is($given->{status}, 303, 'the answer is given');
my $then = page($head, $given->{header}{location});
has($then->{body}, qr{data-forget="answer_opinion"}, 'the page says so');
has($then->{body}, qr{trả lời: đồng ý.*?Thống nhất}s, 'and its history what it was');
ok(page($head, '/opinions')->{body} !~ /\Q$asked\E/, 'it is owed no more');

# --- an answer is only added to; called empty, whoever leads both rules (rule 30) ---
my ($more) = map { clear($_) } $then->{body} =~ m{action="([^"]+act/supplement_opinion[^"]*)"};
is(form($head, $more, token => $t, key => 'o-3', number => $number, text => 'Kèm bản đồ')->{status}, 303,
	'something is added to it');
has(page($head, "/dossiers/$asked")->{body}, qr{đã nói thêm 1 lần}, 'and the page says so');
my @duties = @{ decode_json(scalar `$dunghen dossier show $asked --db $db --json`)->{obligations} };
my ($lead) = map { $_->{holder}{person} } grep { $_->{kind} eq 'step' && !$_->{to} } @duties;
my $asker = enter($lead);
my $theirs = page($asker, "/dossiers/$asked");
my ($mark) = map { clear($_) } $theirs->{body} =~ m{action="([^"]+act/mark_insufficient[^"]*)"};
my $asker_token = hidden($theirs, 'token');
my $ask_again = form($asker, $mark, token => $asker_token, key => 'o-4', number => $number, reason => 'Chưa rõ');
is($ask_again->{status}, 303, 'the asker finds that it decides nothing');
has(page($asker, "/dossiers/$asked")->{body}, qr{bị cho là chưa đạt, chờ kết luận}, 'which stands beside it');
@duties = @{ decode_json(scalar `$dunghen dossier show $asked --db $db --json`)->{obligations} };
my ($chair) = map { $_->{holder}{person} } grep { $_->{kind} eq 'ruling' && !$_->{to} } @duties;
my $ruler = enter($chair);
has(page($ruler, '/opinions')->{body}, qr{\Q$asked\E.*?kết luận câu trả lời có đạt không}s, 'whoever leads both sees it');
my $ruled = page($ruler, "/dossiers/$asked");
my ($rule) = map { clear($_) } $ruled->{body} =~ m{action="([^"]+act/rule_opinion[^"]*)"};
is(form($ruler, $rule, token => hidden($ruled, 'token'), key => 'o-5', number => $number, verdict => 'upheld',
	text => 'Không trả lời câu hỏi')->{status}, 303, 'and rules');
has(page($head, '/opinions')->{body}, qr{\Q$asked\E}, 'upheld, it is owed again');
has(page($head, "/dossiers/$asked")->{body}, qr{1 lần bị kết luận là chưa trả lời}, 'and that is said');

# --- many are asked at once, from one form ---
my ($ask_many) = map { clear($_) } $theirs->{body} =~ m{action="([^"]+act/ask_opinion[^"]*)"};
has($theirs->{body}, qr{<select id="ask_opinion-units" name="units" multiple}, 'units are chosen from a list');
has($theirs->{body}, qr{<select id="ask_opinion-members" name="members" multiple}, 'so are members, by name');
my $nobody = form($asker, $ask_many, token => $asker_token, key => 'o-6', question => 'Có đồng ý không?', units => 'xx');
is($nobody->{status}, 422, 'a unit that is none');
has($nobody->{body}, qr{<select id="ask_opinion-units"[^>]*aria-invalid="true"}, 'is refused at that field');

# --- searching: pages, and nothing that is not to be seen ---
is(page($who, '/find')->{status}, 200, 'the search without words');
has(page($who, '/find')->{body}, qr{autofocus}, 'waits for them');
is(page($who, "/find?q=$mine")->{header}{location}, "/dossiers/$mine?in=%2Ffind&q=$mine", 'a whole code leads to the dossier');
has(page($who, '/find?q=xyzzyxyzzy')->{body}, qr{class="empty"}, 'nothing found is said');
is(page($who, '/find?q=H19&after=-7')->{status}, 200, 'a page that is none');
my $found = page($who, '/find?q=H19');
my @hits = $found->{body} =~ m{<a class="code" href="(/dossiers/[^"]+)"}g;
cmp_ok(scalar @hits, '>=', 1, 'by the beginning of a code');
is(scalar(grep { !/in=%2Ffind&amp;q=H19/ } @hits), 0, 'rows lead back to the search');
has(page($who, clear($hits[0]))->{body}, qr{<a href="/find\?q=H19" }, 'from the dossier too');
has($found->{body}, qr{<details class="more keys}, 'the keys are told on every page');

is($s->stop, 0, 'it stops');
is(system("$dunghen verify --db $db >/dev/null"), 0, 'the store verifies');
done_testing();
