/**
 * What callers say to whatever reads their message. It changes nothing, neither for them nor against them, so no other rule
 * sees it.
 */
export const machineTalk: readonly string[] = [
  "(please )?(ignore|disregard|forget|override|bypass) (all |any |every* )?(of )?(your|the|these|those|all|any|previous|prior|above|earlier|my)?( ~2 )?(instruct*|rules|prompt|prompts|guidelines|guardrails|programming|training|system message)( ~3 and)?",
  "(please )?({marks}) (this|it|the|my|that)?( voice ?mail| message| call| one)? ?(as|to|for|with|a|an)( ~4 (spam|urgent|emergency|routine|junk|robocall|robo ?call|priority|negative|positive|neutral|genuine|important|critical|five|four|three|two|one|[1-5]|low|high|highest|lowest|level))?",
  "(set|change|make|put|turn|raise|lower|increase|reduce) (the |its |my |this )?(urgency|priority|sentiment|category|score|rating|level|tag)( level| score| rating)? ?(to|as|at|down to|up to)?( ~2 (five|four|three|two|one|zero|[0-9]|maximum|max|minimum|low|high|highest|lowest|critical|urgent|spam))?",
  "(urgency|priority) (level|score|rating)? ?(is |should be |must be |equals |colon )?(five|four|three|two|one|[1-5])( out of (five|5))?",
  "(add|attach|apply|assign|use|give it) (the |a )?(tag|label|tags|labels)( ~3 (spam|urgent|vip|negative|positive|voicemail*))?",
  "(dear|hey|hello|hi|attention|note to|message (to|for)) (the )?(ai|a i|assistant|chat ?gpt|bot|robot|language model|transcri* (system|software|service|bot)|classifier|artificial intelligence)( model| assistant| system)?",
  "(you are|you're|act as|pretend (to be|you're|you are)) (now )?(a|an|in) (~2 )?(assistant|ai|a i|language model|bot|developer mode|classifier)",
  "(as|if you are|if you're) an (ai|a i)( ~2 (model|assistant))?",
  "system (prompt|message|override|colon|instruction*)",
  "(respond|answer|reply|output) (only )?(with|in) ~3 (json|true|false|spam|urgent|yes|no)",
];
